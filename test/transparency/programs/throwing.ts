// Errors in both directions.
import { attempt, CustomError, fails, hops, lastCaught, pass, raise } from 'things';

for (const kind of ['range', 'custom', 'string', 'null']) {
  try {
    raise(kind);
  } catch (error) {
    const e = error as Error & { code?: string; errno?: number; details?: { at: number; deep: number[] }; describe?(): string };
    console.log(kind, e instanceof Error, e instanceof RangeError, e instanceof CustomError, e?.name, e?.message, e?.code, e?.errno, e?.details?.deep.join(), e?.describe?.(), (e?.cause as Error)?.message, e?.cause instanceof TypeError);
    if (e instanceof Error) console.log(String(e), Object.keys(e).join(), pass(e) === e);
  }
}
class OwnError extends Error { extra = { own: true }; }
const own = new OwnError('mine');
console.log(attempt(() => { throw own; }), lastCaught() === own, lastCaught() instanceof OwnError);
console.log(attempt(() => { throw 'text'; }), attempt(() => 5));
console.log(attempt(() => raise('custom')).slice(0, 4));
try {
  await fails('late');
} catch (error) {
  console.log((error as Error).message, (error as { code?: string }).code, error instanceof Error);
} finally {
  console.log('finally');
}
await hops(2, 1).then(() => { throw own; }).catch((error: unknown) => console.log('same', error === own));
await Promise.all([hops(1, 1), fails('all')]).catch((error: Error) => console.log('all', error.message));
await Promise.any([fails('one'), fails('two')]).catch((error: AggregateError) => console.log('any', error.errors.map(({ message }) => message as string).join()));
