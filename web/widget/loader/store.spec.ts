import { openStore } from './store.js';

/** Storage of a browser, as far as it matters here: own enumerable names, a quota, and a mood to refuse. */
class FakeStorage {
  getItem(name: string): string | null {
    return Object.hasOwn(this, name) ? String(Reflect.get(this, name)) : null;
  }
  setItem(name: string, value: string) {
    if (value.length > 100) throw new DOMException('full', 'QuotaExceededError');
    Reflect.set(this, name, value);
  }
  removeItem(name: string) {
    Reflect.deleteProperty(this, name);
  }
}
const storage = (fake: FakeStorage) => () => fake as unknown as Storage;
const refused = () => {
  throw new DOMException('denied', 'SecurityError');
};

describe('what the loader keeps', () => {
  it('lies under a prefix and leaves what belongs to the shop alone', () => {
    const fake = new FakeStorage();
    fake.setItem('cart', '3');
    const store = openStore('aftercare:k:', storage(fake));
    store.set('token', 'vt_1');
    expect(fake.getItem('aftercare:k:token')).toBe('vt_1');
    expect(store.all()).toEqual({ entries: { token: 'vt_1' }, lasting: true });
    store.wipe();
    expect(fake.getItem('cart')).toBe('3');
    expect(store.get('token')).toBeNull();
  });

  it('is seen by a second tab, entry by entry', () => {
    const fake = new FakeStorage();
    const [one, two] = [openStore('p:', storage(fake)), openStore('p:', storage(fake))];
    one.set('out:a', '1');
    two.set('out:b', '2');
    expect(one.all().entries).toEqual({ 'out:a': '1', 'out:b': '2' });
  });

  it('stays in memory, and says so, where storage is refused', () => {
    const fading = jest.fn();
    const store = openStore('p:', refused, fading);
    store.set('token', 'vt_1');
    expect(store.get('token')).toBe('vt_1');
    expect(store.all()).toEqual({ entries: { token: 'vt_1' }, lasting: false });
    expect(fading).toHaveBeenCalled();
    store.set('token', null);
    expect(store.get('token')).toBeNull();
  });

  it('keeps in memory what the storage has no room for', () => {
    const store = openStore('p:', storage(new FakeStorage()));
    store.set('draft:x', 'long '.repeat(50));
    expect(store.get('draft:x')).toHaveLength(250);
    expect(store.all().lasting).toBe(false);
    store.set('draft:x', 'short');
    expect(store.all().entries).toEqual({ 'draft:x': 'short' });
  });
});
