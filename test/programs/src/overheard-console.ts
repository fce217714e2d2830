// What the console does to find its streams a package may hear of, and tell the program, which uses the console then.
import { overhear } from 'overhearing';

const heard: string[] = [];
overhear((name: string) => {
  if (heard.push(name) < 3) console.log('heard', name, Date.now() > 0);
});
console.log('from here on', heard.length > 0);
setTimeout(() => { console.log([...new Set(heard)].sort().join(), Math.random() < 2); }, 2);
