// A package defines properties that hold functions and cannot be assigned to, on objects of the program, as Node does on errors that nobody listens for.
import { lock, seal } from 'definer';

const options: any = { own: () => 'own' };
console.log(lock(options), options.locked(), options.own(), seal(options), Object.getOwnPropertyDescriptor(options, 'locked')!.writable);
const plain: any = { x: 1 };
console.log(lock(plain), plain.locked(), Object.keys(plain), lock(plain));
