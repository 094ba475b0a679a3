import { acceptOf, endingOf, refusalOf, sizeText, storedFiles } from './file.rules.js';

const limits = { groups: ['pictures' as const, 'documents' as const], megabytes: 2 };

describe('a file that somebody chose', () => {
  it.each([
    ['a picture', { size: 10, type: 'image/png' }, null],
    ['what the browser does not know', { size: 10, type: '' }, null],
    ['nothing', { size: 0, type: 'image/png' }, 'file/empty'],
    ['too much', { size: 2 * 2 ** 20 + 1, type: 'image/png' }, 'file/too_large'],
    ['a drawing', { size: 10, type: 'image/svg+xml' }, 'file/type_refused'],
    ['a photo that cannot be drawn anew', { size: 10, type: 'image/heic' }, 'file/type_refused'],
    ['a page', { size: 10, type: 'text/html' }, 'file/type_refused'],
    ['a film, which is not allowed', { size: 10, type: 'video/mp4' }, 'file/type_refused'],
  ])('may be %s', (_, file, refusal) => {
    expect(refusalOf(file, limits)).toBe(refusal);
  });

  it('is asked for by what is allowed', () => {
    expect(acceptOf(limits)).toContain('image/png');
    expect(acceptOf(limits)).not.toContain('video');
  });

  it('is told in sizes of people', () => {
    expect(sizeText(999, 'en')).toBe('999 byte');
    expect(sizeText(1_536, 'en')).toBe('1.5 kB');
    expect(sizeText(25 * 2 ** 20, 'en')).toBe('25 MB');
  });

  it('has the ending of its name on its card', () => {
    expect([endingOf('a.pdf'), endingOf('a'), endingOf('a.verylongone')]).toEqual(['PDF', '', '']);
  });

  it('is read from a store only when it is one', () => {
    const file = { id: '1', name: 'a', type: 'image/png', bytes: 3, width: 1, height: 1 };
    expect(storedFiles([file, null, 7, { id: 1 }])).toEqual([file]);
    expect(storedFiles('x')).toEqual([]);
  });
});
