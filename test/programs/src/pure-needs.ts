// A pure package loads for real what it needs, in a replay too, where the program has a stub of the same package.
import { price, toStep } from 'prices';
import { round, Rounder } from 'rounding';

console.log(price(100), toStep(123, 5), round(1.5), new Rounder(10).round(27), new Rounder(2) instanceof Rounder);
