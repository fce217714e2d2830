// The statement of a period: what was sold in it.
import { periodOf, type Unit } from './period.js';
import { salesOf, type Sale } from './sales.js';

export interface Statement {
  readonly period: string;
  readonly sales: readonly Sale[];
  readonly cents: number;
}

/** Closes the books of the current period. */
export async function closeBooks(file: string, unit: Unit): Promise<Statement> {
  const sales = await salesOf(file, unit, periodOf(unit));
  return { period: periodOf(unit), sales, cents: sales.reduce((sum, { cents }) => sum + cents, 0) };
}
