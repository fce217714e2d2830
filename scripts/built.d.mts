export const BUILT: string;
export function builtNow(root: string): string;
export function digest(root: string, names: readonly string[]): string;
