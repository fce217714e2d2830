// Imported late.
export const value = typeof Date.now();
