// Classes with a codec: their instances come in by value, in a recording as in a replay.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { project, reprise, run, type Project } from '../harness/index.js';

const money = `
import { registerCodec } from 'reprise';

export class Money {
  readonly #cents: bigint;
  readonly #currency: string;
  constructor(cents: bigint, currency: string) { this.#cents = cents; this.#currency = currency; }
  get cents(): bigint { return this.#cents; }
  plus(other: Money): Money { return new Money(this.#cents + other.#cents, this.#currency); }
  toString(): string { return \`\${this.#cents} \${this.#currency}\`; }
  static has(value: object): boolean { return #cents in value; }
  static encode(money: Money): readonly [bigint, string] { return [money.#cents, money.#currency]; }
}
registerCodec(Money, { encode: Money.encode, decode: ([cents, currency]) => new Money(cents, currency) });
`;

const account = `
import { registerCodec } from 'reprise';
import { Money } from './money.js';

export class Account {
  #balance: Money;
  readonly name: string;
  constructor(name: string, balance: Money) { this.name = name; this.#balance = balance; }
  get balance(): Money { return this.#balance; }
  set balance(balance: Money) { this.#balance = balance; }
}
registerCodec(Account, {
  encode: (account) => ({ name: account.name, balance: account.balance, seen: new Date(0) }),
  decode: ({ name, balance }) => new Account(name, balance),
  update: (account, { balance }) => { account.balance = balance; },
});
`;

/** The outside makes instances, in a recorded function or a package, of what a pure package or the program declares. */
const main = `
import { record } from 'reprise';
import { point } from 'maker';
import { Point } from 'points';
import './points-codec.js';
import { Account } from './account.js';
import { Money } from './money.js';

const read = record((cents: number) => new Money(BigInt(cents) * BigInt(Math.floor(performance.now()) + 1), 'EUR'));
const one = read(100);
console.log(one instanceof Money, Money.has(one), String(one), one.plus(read(5)).cents > 100n);

const shared = record(() => { const money = new Money(BigInt(Date.now()), 'NPR'); return { list: [money, money], map: new Map([[money, 'it']]) }; })();
console.log(shared.list[0] === shared.list[1], shared.map.get(shared.list[0]!), shared.list[0]!.cents > 1_000_000_000_000n);

let kept: Account;
const open = record(() => { kept = new Account('ada', new Money(BigInt(Date.now()), 'EUR')); return kept; });
const pay = record(async () => { kept.balance = kept.balance.plus(new Money(BigInt(Date.now()), 'EUR')); return [kept, 'paid'] as const; });
const first = open();
const before = first.balance.cents;
void pay().then(([second, done]) => { console.log(first === second, done, second.balance.cents > before, Money.has(second.balance)); });

const at = point();
console.log(at instanceof Point, at.length() > 0, at.x, point() === at);
export { read };
`;

const outside = {
  points: { 'index.js': 'exports.Point = class Point { #y; constructor(x, y) { this.x = x; this.#y = y; } get y() { return this.#y; } length() { return Math.hypot(this.x, this.#y); } };\n' },
  maker: { 'index.js': "const { Point } = require('points');\nlet made;\nexports.point = () => made ??= new Point(process.hrtime()[1] + 1, 2);\nexports.Thing = class Thing {};\n" },
};
const pointsCodec = "import { Point } from 'points';\nimport { registerCodec } from 'reprise';\nregisterCodec(Point, { name: 'points.Point', encode: ({ x, y }: { x: number; y: number }) => ({ x, y }), decode: ({ x, y }) => new Point(x, y) });\n";

/** Programs in which a codec is wrong, and what is said. */
const wrong: Readonly<Record<string, readonly [source: string, message: RegExp]>> = {
  outside: ["import { Thing } from 'maker'; import { registerCodec } from 'reprise'; registerCodec(Thing, { encode: () => 1, decode: () => new Thing() });", /^RepriseError: reprise: Thing belongs to the outside: a replay does not load it, so nothing could make its instances\.\nIf its package computes/m],
  host: ["import { registerCodec } from 'reprise'; registerCodec(Map, { encode: () => 1, decode: () => new Map() });", /reprise: Map is a class of the language or the host, whose instances cross in their own way\.\nDo without a codec\./],
  twice: ["import { Money } from './money.js'; import { registerCodec } from 'reprise'; registerCodec(Money, { encode: () => 1, decode: () => new Money(1n, '') });", /reprise: Money has a codec already\.\nRegister one codec for a class, once\./],
  named: ["import './money.js'; import { registerCodec } from 'reprise'; class Other {} registerCodec(Other, { name: 'Money', encode: () => 1, decode: () => new Other() });", /reprise: another class has a codec of the name "Money"\.\nGive one of them a name of its own/],
  partial: ["import { registerCodec } from 'reprise'; class Other {} registerCodec(Other, { encode: () => 1 } as never);", /reprise: the codec of Other has no function decode\./],
  nobody: ["import { registerCodec } from 'reprise'; registerCodec({} as never, { encode: () => 1, decode: () => ({}) });", /reprise: a codec is registered for a value of type object, which is no class\./],
  throwing: ["import { record, registerCodec } from 'reprise'; class Other { #a = 1; } registerCodec(Other, { encode: () => { throw new TypeError('no'); }, decode: () => new Other() }); record(() => new Other())();", /^reprise: encode of the codec of Other threw TypeError: no\. \(REPRISE_CODEC\)\nCorrect the codec\.$/m],
  behaving: ["import { record, registerCodec } from 'reprise'; class Other { #a = 1; } registerCodec(Other, { encode: () => () => 1, decode: () => new Other() }); record(() => new Other())();", /^reprise: the codec of Other gives something that is not data\. \(REPRISE_CODEC\)\nencode has to give/m],
  recursive: ["import { record, registerCodec } from 'reprise'; class Other { #a = 1; } registerCodec(Other, { encode: (other) => [other], decode: () => new Other() }); record(() => new Other())();", /^reprise: the codec of Other gives data that holds the same instance again\./m],
  changing: ["import { record, registerCodec } from 'reprise'; class Other { #a = 1; more() { return ++this.#a; } get a() { return this.#a; } } registerCodec(Other, { encode: ({ a }) => a, decode: () => new Other() }); const other = new Other(); const get = record(() => { other.more(); return other; }); get(); get();", /^reprise: an instance of Other came in a second time and had changed, but its codec has no update\. \(REPRISE_CODEC\)\nAdd it: registerCodec\(Other, \{ encode, decode, update\(instance, data\) \{ … \} \}\)$/m],
};

const sources = { 'src/main.ts': main, 'src/money.ts': money, 'src/account.ts': account, 'src/points-codec.ts': pointsCodec, ...Object.fromEntries(Object.entries(wrong).map(([name, [source]]) => [`src/${name}.ts`, source])) };

let program: Project;
beforeAll(async () => { program = await project({ files: sources, outside, plugin: { pure: ['points'] } }); });
afterAll(() => { program.remove(); });

describe('instances of classes with a codec', () => {
  it('are themselves while recording, and made again in a replay, with identity and later changes', async () => {
    const recorded = await run(program, { mode: 'record', direct: true });
    expect(recorded).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^true true \d+ EUR true\ntrue it true\ntrue true \d+ true\ntrue paid true true\n$/) });
    expect(await run(program, { mode: 'replay', direct: true })).toEqual(recorded);
    expect((await reprise(['show', program.path('main.reprise')], { cwd: program.folder })).stdout).toMatch(/Money\(\[\d+n, "EUR"\]\).*\n[^]*Account\(\{.*balance: Money/);
  });

  it('need the codec in a replay, too', async () => {
    await run(program, { mode: 'record', direct: true });
    program.write('src/money.ts', money.replace('registerCodec(Money', 'if (Number(process.env["NEVER"] ?? 0) > 0) registerCodec(Money'));
    await program.compile();
    const { code, stderr } = await run(program, { mode: 'replay', direct: true });
    expect(code).toBe(125);
    expect(stderr).toContain('reprise: the recording holds an instance of Money, for which the program has registered no codec yet. (REPRISE_CODEC)\nRegister it before the first instance comes in, as when it was recorded: registerCodec(Money, { encode, decode })\n');
    program.write('src/money.ts', money.replace('new Money(cents, currency) }', '({ cents, currency }) as never }'));
    await program.compile();
    expect((await run(program, { mode: 'replay', direct: true })).stderr).toContain('reprise: decode of the codec of Money gave something that is no instance of Money. (REPRISE_CODEC)\n');
    program.write('src/money.ts', money);
    await program.compile();
  });
});

it.each(Object.entries(wrong))('a wrong codec is refused: %s', async (entry, [, message]) => {
  const { code, stderr } = await run(program, { mode: 'record', entry, direct: true });
  expect(stderr).toMatch(message);
  expect(code).not.toBe(0);
});
