// Packages clone what they are given of the program, and post it to workers: they get what a plain run gives them.
import { clone, serialize, work } from 'handler';

class Task {
  readonly when = new Date(0);
  constructor(readonly n: number, readonly next?: Task) {}
  get twice(): number { return this.n * 2; }
}

for (const value of [new Task(1), { task: new Task(2) }, [new Task(3, new Task(4))], new Map([['task', new Task(5)]]), { call() { return 1; } }, () => 1]) {
  console.log(clone(value), serialize(value));
}
(async () => {
  console.log(await work(new Task(6)), await work([new Task(7)]));
})();
