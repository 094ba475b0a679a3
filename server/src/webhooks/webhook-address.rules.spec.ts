import { endpointUrl } from './webhook-address.rules.js';

describe('the address of an endpoint', () => {
  it.each([
    [' https://erp.shop.example/hooks?key=1#top ', 'https://erp.shop.example/hooks?key=1', 'https://erp.shop.example/hooks?key=1'],
    ['https://erp.shop.example:8443/', 'https://erp.shop.example:8443/', 'https://erp.shop.example:8443/'],
    ['http://erp.shop.example/', null, 'http://erp.shop.example/'],
    ['https://退货.example/', 'https://xn--1n3a19c.example/', 'https://xn--1n3a19c.example/'],
    ['https://name:word@erp.shop.example/', null, null],
    ['ftp://erp.shop.example/', null, null],
    ['file:///etc/passwd', null, null],
    ['javascript:alert(1)', null, null],
    ['erp.shop.example/hooks', null, null],
    ['', null, null],
  ])('%s', (text, strict, plain) => expect([endpointUrl(text, false), endpointUrl(text, true)]).toEqual([strict, plain]));
});
