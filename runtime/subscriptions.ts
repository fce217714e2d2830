// Who subscribes to promises of the outside, while recording. The engine tells of promises that are derived of others, and it says the same of
// the one that it makes where an async function awaits what is no promise: as if that were derived of what the function gives. But such
// a promise settles before the function goes on, and what a subscription derives settles after what it subscribes to.

interface Node {
  /** What the promise was derived of, as long as that can matter. */
  of: Node | undefined;
  /** Promises derived of this one that have not settled. */
  open: number;
  /** Something was derived of it. */
  asked: boolean;
  settled: boolean;
  subscribed: boolean;
}

/** Tells subscriptions from what async functions await. */
export class Subscriptions {
  readonly #nodes = new WeakMap<Promise<unknown>, Node>();
  /** Whether there is anything to be told of settlements: nothing is looked up before. */
  asked = false;

  /** A promise is derived of another one, or awaited by the function that gives the other one. */
  derived(parent: Promise<unknown>, promise: Promise<unknown>): void {
    this.asked = true;
    const of = this.#node(parent);
    of.asked = true;
    of.open++;
    if (of.settled) of.subscribed = true;
    this.#node(promise).of = of;
  }

  /** A promise settles; its reactions have not run. */
  settles(promise: Promise<unknown>): void {
    const node = this.#nodes.get(promise);
    if (node === undefined) return;
    if (node.of !== undefined) {
      node.of.open--;
      node.of = undefined;
    }
    if (node.settled) return;
    node.settled = true;
    node.subscribed = node.open > 0;
  }

  /** Whether somebody has subscribed to a promise that has settled. One that nobody saw settle had settled before it was subscribed to. */
  has(promise: Promise<unknown>): boolean {
    const node = this.#nodes.get(promise);
    return node !== undefined && node.asked && (!node.settled || node.subscribed);
  }

  #node(promise: Promise<unknown>): Node {
    let node = this.#nodes.get(promise);
    if (node === undefined) this.#nodes.set(promise, node = { of: undefined, open: 0, asked: false, settled: false, subscribed: false });
    return node;
  }
}
