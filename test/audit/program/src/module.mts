export const url = import.meta.url, file = import.meta.resolve('./x.js'); //= import.meta.url | import.meta.url | value ;; import.meta.resolve | import.meta.resolve | value
export const answer = await fetch(url); //= fetch | fetch | effect
export const wrong = module.exports; //= module.exports | module.exports | uncovered:unknown-global
