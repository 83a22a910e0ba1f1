/** Numbers for people. */

/** m:ss, or h:mm:ss. */
export function clock(ms: number): string {
  const whole = Math.max(0, Math.round(ms / 1000));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** `45 s`, `12 min`, `2 h 10 min`, `3 d 4 h`: no finer than anybody knows. */
export function roughly(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 ? `${days} d` : `${days} d ${hours % 24} h`;
}

/** 12345 as `12,345`. */
export function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Three digits. */
export function short(value: number): string {
  return value >= 100 ? grouped(value) : String(Number(value.toPrecision(3)));
}

/** All is said of all alone, nothing of nothing. */
export function percent(share: number): string {
  const whole = Math.floor(share * 100 + 1e-9);
  return share > 0 && whole === 0 ? '<1 %' : `${whole} %`;
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${grouped(n)} ${n === 1 ? one : many}`;
}
