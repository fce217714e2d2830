// A framework brings what adds metadata to the language, and asks classes for theirs.
require('reflect-metadata');
exports.needs = (type) => (Reflect.getMetadata('design:paramtypes', type) ?? ['nothing']).map((one) => one.name ?? one);
