/** @record */ export function load(a: number) { return a * 3; }
