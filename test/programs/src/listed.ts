// A list of the program's that was empty when a package got it, as what a function gave, and holds instances later.
import { ask, askLater, fill, know, serve } from 'walker';

class Pet { name = ''; }
class Store { readonly users: User[] = []; }
class User { readonly id = 1; declare pets: Pet[]; }
const later = () => new Promise<string>((resolve) => { askLater(resolve); });

void (async () => {
  for (const handler of [(users: User[]) => users, async (users: User[]) => users, async (users: User[]) => { await null; return users; }]) {
    const store = new Store();
    const { users } = store;
    know(User, store);
    serve(() => handler(users));
    console.log(await ask(), await later());
    const user: User = fill(new User(), Pet);
    console.log(user.pets.map((pet) => pet instanceof Pet));
    users.push(user);
    const asked = ask();
    console.log(users[0] === user, await asked, await later(), users[0] === user);
  }
})();
