// Accounting periods, in the time zone of the shop.

/** How long a period is. Real books are closed by the day or the month; a second is for trying things out. */
export type Unit = 'month' | 'day' | 'second';

const LENGTH: Readonly<Record<Unit, number>> = { month: 'yyyy-mm'.length, day: 'yyyy-mm-dd'.length, second: 'yyyy-mm-dd hh:mm:ss'.length };

const two = (part: number): string => String(part).padStart(2, '0');

/** The name of the period in which a moment lies, for instance "2026-01". */
export function periodOf(unit: Unit, time: Date = new Date()): string {
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`.slice(0, LENGTH[unit]);
}
