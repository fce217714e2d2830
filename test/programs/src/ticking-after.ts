export const after = process.hrtime.bigint();
queueMicrotask(() => { console.log('own microtask'); });
console.log(process.versions.node.split('.').length);
