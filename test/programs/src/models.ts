// A package puts its own objects into lists of the program, and uses them from there after the program has seen them.
import { find, findNow, handle, keep, log, Model, onError, settings, version } from 'models';

class Job extends Model {
  declare kind: string;
  id!: number;
  found?: number;
  afterFind(count: number): void { this.found = count; }
  get label(): string { return `${this.kind} ${this.id}`; }
}
class Owner extends Model { declare kind: string; }

async function main(): Promise<void> {
  let fetched: object[] = [];
  const fetch = async (): Promise<object[]> => fetched = [{ id: 1 }, { id: 2 }];
  const jobs = await find(fetch, Job, (rows: object[]) => {
    console.log(rows === fetched, rows.map((job) => job instanceof Job && job.label));
    (fetched[1] as Job & { hook?: (label: string) => void }).hook = (label) => { console.log('hook', label); };
  }) as Job[];
  console.log(jobs === fetched, jobs.map((job) => [job.id, job.found, job.label, job instanceof Model]));
  console.log(((await find(fetch, Owner, () => { console.log(fetched.length); })) as Model[]).map((owner) => [owner.kind, owner.state()]));
  findNow(() => [{ id: 3 }], Job, (rows: Job[]) => { console.log(rows.map((job) => [job instanceof Job, job.label])); });

  const list: (Model & { name: string })[] = [];
  const kept = keep(list);
  kept.add('first');
  console.log(list.length, list[0]!.name);
  kept.add('second');
  console.log(list.map(({ name }) => name));
  kept.each((...seen) => { console.log(...seen); });

  onError((context: { who: string }, error: Error) => { console.log(context.who, error.message); });
  await handle(async () => ({ who: 'me' }), (context: { hooks: ((...args: unknown[]) => void)[]; errors: unknown }) => {
    console.log(context.errors, context.hooks.length, Object.keys(context));
    context.hooks[0]!({ who: 'program' }, new Error('of its own'));
    throw new RangeError('thrown');
  });
}
interface Info { level: string; at?: number; more?: { n: number } }
const info: Info = { level: 'info' };
log(info, (given: Info, options: object) => Object.assign(given, options, { more: { n: 1 } }), (given: Info) => { console.log(given === info, given); });
console.log(info);
// What is only asked for its type has it in a replay, too.
console.log(typeof version, typeof settings, typeof (Model));
void main();
