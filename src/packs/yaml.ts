/** Text of scenarios, in the form that `nearmiss fmt` gives it. */

/** Plain where YAML takes it as text, quoted where not. */
export function textValue(text: string): string {
  return /: | #|^[-?:,[\]{}#&*!|>'"%@`]/.test(text) ? `'${text.replaceAll("'", "''")}'` : text;
}

/** `name: value # remark`, indented. Expressions come quoted. */
export function entries(list: readonly (readonly [name: string, value: string, remark?: string])[], indent = 2): string[] {
  const blank = ' '.repeat(indent);
  return list.map(([name, value, remark]) => `${blank}${name}: ${value}${remark === undefined ? '' : ` # ${remark}`}`);
}

export function items(list: readonly string[], indent = 2): string[] {
  return list.map((item) => `${' '.repeat(indent)}- ${item}`);
}

/** @param parts lines, or nothing */
export function document(parts: readonly (string | readonly string[] | undefined)[]): string {
  return `${parts.flatMap((part) => part ?? []).join('\n')}\n`;
}
