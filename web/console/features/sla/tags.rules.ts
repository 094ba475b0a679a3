const MOST = 50;

/** Tags as they are typed: between commas of either script, each once. */
export const readTags = (typed: string): string[] => [...new Set(typed.split(/[,，、]/).map((tag) => tag.trim()).filter((tag) => tag !== ''))].slice(0, MOST);
