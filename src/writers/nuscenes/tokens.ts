/** Names of records: hashes of what they are, so the same sample has the same tokens in every dataset. */
import type { ConcreteScenario } from '#contracts/scenario';
import { canonicalJson, sha256Hex } from '#core/hash';

/** 32 hexadecimal digits. */
export type Token = string;
export type TokenOf = (table: string, ...keys: readonly (string | number)[]) => Token;

export function token(...keys: readonly (string | number)[]): Token {
  return sha256Hex(canonicalJson(keys)).slice(0, 32);
}

/** Tokens of one sample's records. */
export function tokensOf({ name, seed, draw }: ConcreteScenario, sample: string): TokenOf {
  return (table, ...keys) => token(table, name, seed, draw, sample, ...keys);
}
