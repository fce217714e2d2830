import { orderOf, Problem, report } from 'problems';

// An error of a package's class holds more than it had, and the package uses that: a recording with the feature `error-parts`.
class Order {
  constructor(readonly size: number) {}
  total(): number { return this.size * 2; }
}
class OrderProblem extends Problem {
  readonly retry = (): number => Math.floor(Math.random());

  constructor(readonly order: Order, readonly details: readonly string[]) {
    super('too many');
  }
}
const order = new Order(21);
const problem = new OrderProblem(order, ['a', 'b']);
console.log(report(problem), orderOf(problem) === order);
process.exitCode = 7;
