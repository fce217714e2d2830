setInterval(() => undefined, 1_000);
console.log('ready');
