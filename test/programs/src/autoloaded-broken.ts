console.log('breaks', Date.now() > 0);
throw new RangeError(`broken module ${Math.floor(Math.random())}`);
export const run = 1;
