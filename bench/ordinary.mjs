// Writes ordinary code: what a business application is mostly made of. How often it awaits, catches and meets the
// outside follows a published one of 42,000 lines (per 1,000 lines: 16 awaits, 2 catches, 8 async functions that await,
// 20 calls and 12 constructions of the outside). Every run writes the same.

const NOUNS = ['order', 'invoice', 'customer', 'payment', 'shipment', 'product', 'account', 'ticket', 'refund', 'contract', 'booking', 'quote'];
const FIELDS = ['amount', 'status', 'reference', 'quantity', 'discount', 'currency', 'weight', 'priority', 'region', 'category'];

/** Sources of about `lines` lines in all, by file name. */
export function ordinaryCode(lines) {
  const files = new Map();
  let written = 0;
  for (let index = 0; written < lines; index++) {
    const text = module(index);
    files.set(`src/${NOUNS[index % NOUNS.length]}${index}.service.ts`, text);
    written += text.split('\n').length;
  }
  return files;
}

function module(index) {
  const noun = NOUNS[index % NOUNS.length];
  const type = noun[0].toUpperCase() + noun.slice(1) + index;
  const field = (offset) => FIELDS[(index + offset) % FIELDS.length];
  const parts = [
    `import { readFile } from 'node:fs/promises';\nimport { format, addDays } from 'date-fns';\nimport { Decimal } from 'decimal.js';\n`,
    `/** What the application knows of one ${noun}. */\nexport interface ${type} {\n  readonly id: string;\n${FIELDS.map((name) => `  readonly ${name}: number;`).join('\n')}\n  readonly notes: readonly string[];\n}\n`,
    `export interface ${type}Repository {\n  find(id: string): Promise<${type} | undefined>;\n  all(): Promise<readonly ${type}[]>;\n  save(value: ${type}): Promise<void>;\n}\n`,
  ];
  for (let rule = 0; rule < 8; rule++) parts.push(pure(type, noun, rule, field));
  parts.push(service(type, noun, field));
  return parts.join('\n');
}

function pure(type, noun, rule, field) {
  const extra = rule === 3 ? `\n  const due = new Decimal(total).plus(${rule});\n  const label = format(addDays(0, total), 'yyyy-MM-dd') + due.toString();`
    : rule === 6 ? `\n  const rate = new Decimal(total).times(new Decimal(1.1));\n  const label = format(total, 'HH:mm') + rate.toString();` : `\n  const label = \`\${total} ${noun}s\`;`;
  return `/** Weighs ${noun}s by their ${field(rule)}; those without one count as the smallest. */
export function rank${type}By${rule}(values: readonly ${type}[], limit = ${rule + 10}): { total: number; label: string; best: readonly ${type}[] } {
  const known = values.filter((value) => value.${field(rule)} > 0 && value.notes.length < limit);
  let total = 0;
  for (const value of known) {
    if (value.${field(rule + 1)} > limit) {
      total += value.${field(rule)} * 2;
    } else if (value.notes.includes('${noun} ${rule}')) {
      total -= Math.max(value.${field(rule + 2)}, 1);
    } else {
      total += value.${field(rule)};
    }
  }
  const best = [...known].sort((a, b) => b.${field(rule)} - a.${field(rule)}).slice(0, limit);${extra}
  return { total, label, best };
}
`;
}

function service(type, noun, field) {
  return `/** Everything that happens to ${noun}s. */
export class ${type}Service {
  private readonly cache = new Map<string, ${type}>();

  constructor(private readonly repository: ${type}Repository, private readonly folder: string) {}

  /** The ${noun}, from the cache if it is there. */
  async load(id: string): Promise<${type}> {
    const cached = this.cache.get(id);
    if (cached !== undefined) return cached;
    const found = await this.repository.find(id);
    if (found === undefined) {
      throw new Error(\`there is no ${noun} \${id}\`);
    }
    this.cache.set(id, found);
    return found;
  }

  /** Changes the ${field(0)} of one ${noun} and writes down when. */
  async change(id: string, by: number): Promise<${type}> {
    const current = await this.load(id);
    const changed: ${type} = { ...current, ${field(0)}: current.${field(0)} + by, notes: [...current.notes, new Date().toISOString()] };
    if (changed.${field(0)} < 0) {
      console.warn('${noun} below zero', id);
    }
    await this.repository.save(changed);
    this.cache.set(id, changed);
    return changed;
  }

  /** A text about all ${noun}s, by the template of the folder. */
  async report(): Promise<string> {
    const all = await this.repository.all();
    const lines = all.map((value) => \`\${value.id}: \${value.${field(0)}} (\${value.notes.join(', ')})\`);
    const sums = new Map<number, number>();
    for (const value of all) {
      sums.set(value.${field(1)}, (sums.get(value.${field(1)}) ?? 0) + value.${field(0)});
    }
    try {
      const template = await readFile(this.folder + '/${noun}.txt', 'utf8');
      return template.replace('%lines%', lines.join('\\n')).replace('%sums%', [...sums].join(';'));
    } catch (error) {
      console.error('no template', error);
      return lines.join('\\n');
    }
  }

  /** Forgets what was not used. */
  trim(limit: number): number {
    let removed = 0;
    for (const [id, value] of this.cache) {
      if (this.cache.size <= limit) break;
      if (value.${field(2)} === 0) {
        this.cache.delete(id);
        removed++;
      }
    }
    return removed;
  }
}
`;
}
