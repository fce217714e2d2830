// Two annotated functions of one name.
import { load as other } from './names2.js';

const one = () => { /** @record */ function load(a: number) { return a + Math.random(); } return load; };
const two = () => { /** @record */ function load(a: number) { return a - Math.random(); } return load; };
console.log(one()(1) > 1, two()(1) > 1);
console.log(other(1) > 1);
