/** The standard atmosphere below 11 km (ISO 2533). */
import { pow } from '#core/math';

/** Pa, K, K/m; exponent g M / (R L). */
const [PRESSURE, TEMPERATURE, LAPSE, EXPONENT] = [101_325, 288.15, 0.0065, 5.255876];
/** J/(kg K), of dry air. */
const GAS = 287.053;

/** Pa at a height over the sea, m. */
export function pressureAt(height: number, seaLevel = PRESSURE): number {
  return seaLevel * pow(1 - (LAPSE * height) / TEMPERATURE, EXPONENT);
}
/** What an altimeter set to standard pressure shows, m. */
export function pressureAltitude(pressure: number): number {
  return (TEMPERATURE / LAPSE) * (1 - pow(pressure / PRESSURE, 1 / EXPONENT));
}
/** kg/m^3 */
export function densityAt(height: number, seaLevel = PRESSURE): number {
  return pressureAt(height, seaLevel) / (GAS * (TEMPERATURE - LAPSE * height));
}
