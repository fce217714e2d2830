// Calls a recorded function with another argument in a replay.
import { record } from 'reprise';

class Orders {
  @record
  async load(id: number, options: { limit: number }) { await null; return id * options.limit; }
}
const orders = new Orders();
console.log(await orders.load(7, { limit: 2 }));
console.log(await orders.load(8, { limit: 2 }));
