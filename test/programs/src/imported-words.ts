// What such a module imports.
console.log('the words run');
export const words = (is: boolean): string => `it ${is ? 'is' : 'is not'}`;
