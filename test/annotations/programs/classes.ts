// Instances of the program's classes that come out of recorded functions, or change while one runs.
import { record } from 'reprise';
import { say, vary } from './say.js';

const wait = (ms: number) => new Promise<void>((done) => { setTimeout(done, ms); });

class NotFound extends Error {
  override readonly name = 'NotFound';
  constructor(readonly id: number, readonly at = Date.now()) { super(`no user ${id}`); }
}
class Entity { constructor(readonly id: number, readonly random = Math.random()) {} describe() { return `${this.constructor.name} ${this.id}`; } }
class User extends Entity { readonly tags = new Map<string, Entity>(); friends: User[] = []; }
class Vault { #secret: number; constructor(secret: number) { this.#secret = secret; } open() { return this.#secret; } }

const find = record(async (id: number): Promise<User> => {
  await wait(1);
  if (id > 9) throw new NotFound(id);
  const user = new User(id);
  user.friends.push(new User(id + 1));
  user.tags.set('a', new Entity(1));
  return user;
});
const user = await find(1);
say(user instanceof User, user.describe(), user.friends[0] instanceof User, user.friends[0]!.describe(), user.tags.get('a') instanceof Entity);
vary(user, user.random);
try {
  await find(10);
} catch (error) {
  say(error instanceof NotFound, (error as NotFound).id, (error as Error).message, (error as Error).name, Object.keys(error as object));
  vary((error as NotFound).at, (error as Error).stack?.split('\n')[1]);
}
// Private fields stay where they are: the instance becomes a handle.
const vault = record(() => new Vault(7))();
say(vault.open(), vault instanceof Vault);

class Registry {
  readonly users = new Map<number, User>();
  readonly list: User[] = [];
  @record
  async load(id: number): Promise<number> {
    await wait(5);
    this.users.set(id, new User(id));
    this.list.push(this.users.get(id)!);
    await wait(5);
    this.list[0]!.friends.push(new User(99));
    return this.users.size;
  }
}
const registry = new Registry();
const loading = registry.load(1);
// Meanwhile the program puts its own there.
const mine = new User(2);
registry.users.set(2, mine);
registry.list.push(mine);
say(await loading, [...registry.users.keys()], registry.list.map((each) => each.id));
say(registry.users.get(1) instanceof User, registry.users.get(2) === mine, registry.list.includes(mine), mine.friends.length, registry.list.every((each) => each instanceof User));
say(registry.list[0]!.friends.map((friend) => friend.describe()));
vary(registry.list.map((each) => each.random));
mine.friends.push(user);
say(registry.users.get(2)!.friends.length, registry.users.get(1) === registry.list.find((each) => each.id === 1));
say(await registry.load(3), registry.list.length);
