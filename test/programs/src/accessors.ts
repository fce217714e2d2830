// A package puts accessors onto options of the program, old names for new ones say, and both go on using them.
import { alias, nested } from 'definer';

const options: Record<string, unknown> = { x: 1 };
console.log(alias(options), options['alias'], options['real'], Object.keys(options));
options['alias'] = 7;
console.log(options['real'], options['alias']);

const kept: { alias?: unknown; real?: unknown } = { real: 'own' };
const all: Record<string, unknown> = { plugins: [() => 1], given: kept };
void nested(all).then((result: unknown) => {
  console.log(result, kept.alias, kept.real, (all['made'] as { real: unknown }).real);
  kept.alias = 'set';
  console.log(kept.real, typeof Object.getOwnPropertyDescriptor(kept, 'alias')!.get);
});
