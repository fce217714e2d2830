console.log('breaks', Date.now() > 0);
throw new RangeError('broken module');
export const run = 1;
