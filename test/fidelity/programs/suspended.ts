// Ends while a top-level await is unsettled: exit code 13.
export {};
console.log('waiting', typeof Date.now());
await new Promise(() => undefined);
