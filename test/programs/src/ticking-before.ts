export const before = process.hrtime.bigint();
