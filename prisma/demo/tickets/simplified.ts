import { BROWSERS } from '../browsers.js';
import type { DemoTicket } from '../demo.types.js';

const KETTLE = ['/products/ember-gooseneck-kettle', 'Ember 细口电水壶 1.0 L'] as const;
const ORDERS = ['/account/orders', '我的订单'] as const;

/** 简体中文的会话。 */
export const SIMPLIFIED_TICKETS: readonly DemoTicket[] = [
  {
    by: 'jing', team: 'chinese', agent: 'xiaowen', page: KETTLE, when: [24, '02:18'], closed: true,
    about: { subject: '细口壶壶嘴渗水', type: 'problem', priority: 'high', tags: ['水壶', 'b09'] },
    end: { reason: 'defect', result: 'solved' },
    rating: { score: 5, tags: ['friendly', 'settled'], solved: true, comment: '处理很快，态度也好' },
    talk: `
> 你好，我上个月买的细口壶壶嘴接口那里渗水，桌上一滩
< 您好，非常抱歉给您添麻烦了。请先断电、把水倒掉，暂时不要再用。
< 麻烦您看一下壶底刻的批次号，是 B 开头的。
> B09
< 谢谢您。这一批的壶嘴焊缝确实有问题，是我们的责任。您可以选择换新或者全额退款，来回运费都由我们承担。
# B09 又一例，焊缝渗水。@周敏 麻烦汇总给供应商。
> 那就换一个吧，别再是同一批的
< 好的，给您换 B11 批次，顺丰上门取件，您把旧的交给快递员就行，不用找原包装。
> 可以，明天下午在家
< 已经约在明天 14 点到 18 点，单号稍后短信发给您。
> 收到，谢谢，态度很好
`,
  },
  {
    by: 'haoran', team: 'chinese', agent: 'xiaowen', page: ORDERS, when: [20, '06:45'], closed: true,
    about: { subject: '快递停在上海转运中心', tags: ['物流'] },
    end: { reason: 'where_is_my_parcel', result: 'solved' },
    rating: { score: 3, tags: ['slow'], solved: true },
    talk: `
> 快递三天没更新了，一直显示“已到达上海转运中心”
< 您好，我帮您查一下订单 A1025。
< 查到了，这个包裹因为收件电话少了一位，快递联系不上您，所以滞留了。
> 啊，是我填错了，应该是 138 开头那个，账户里有
< 已经按账户里的号码更正，并让快递今天优先派送。晚上 8 点前没到您再找我。
> 好的
+ 390
> 到了到了，谢谢
< 不客气，祝您用得开心。
`,
  },
  {
    by: 'xinyi', team: 'chinese', agent: 'xiaowen', page: ['/products/fjell-rain-shell', 'Fjell 冲锋衣'], when: [16, '12:09'], closed: true,
    about: { subject: '冲锋衣尺码', tags: ['售前', '尺码'] },
    end: { reason: 'product_question', result: 'solved', by: 'customer' },
    rating: { score: 5, tags: ['knew_well'], solved: true, comment: '尺码建议很准' },
    talk: `
> 请问冲锋衣我身高165体重52，穿S还是M？
< 您好，里面打算穿抓绒还是单件？
> 冬天去长白山，里面要穿抓绒和薄羽绒
< 那建议 M。S 单穿刚好，加羽绒会紧；M 的袖长是 61 厘米，165 的身高也合适。
> 退换方便吗，怕不合适
< 签收后 30 天内，吊牌还在就可以换，换码我们出运费。
> 好，那我下单M了
< 好的，祝您旅途愉快，注意保暖。
`,
  },
  {
    by: { name: '李先生', email: 'lihb@mail.example', locale: 'zh-CN', zone: 'Asia/Shanghai', browser: BROWSERS.chromeWindows }, team: 'chinese', agent: 'min', page: ORDERS, when: [14, '03:30'], closed: true,
    about: { subject: 'A1030 开公司抬头发票', type: 'task', tags: ['发票'] },
    end: { reason: 'payment', result: 'solved' },
    rating: { score: 4, tags: ['quick', 'settled'], solved: true },
    talk: `
> 开票，公司抬头，订单A1030
< 您好，请提供公司名称和统一社会信用代码，电子普票当天开，专票需要 3 个工作日。
> 普票就行。上海澄溪文化传播有限公司，税号在订单备注里
< 看到了，金额按实付开。已开具，请查收邮箱。
> 收到。另外以后能不能自动开？
< 可以，在“我的账户 - 发票信息”里勾选“每单自动开票”即可。
> 好的谢谢
`,
  },
  {
    by: 'jing', team: 'chinese', agent: 'xiaowen', page: ORDERS, when: [10, '13:52'], closed: true,
    about: { subject: '收纳袋换大号', type: 'task', tags: ['换货'] },
    end: { reason: 'return_or_exchange', result: 'solved' },
    rating: { score: 5, tags: ['friendly'], solved: true },
    talk: `
> 收纳袋买错尺寸了，A1039，想换大号的，没拆封
< 您好，可以的。大号比中号贵 20 元，补个差价就行；或者您先退中号再重新买。
> 直接换吧，差价怎么付
< 我发您一个补差链接，付好之后快递会上门取旧的、同时送新的。
> 付好了
< 已收到，明天上门。非质量问题的换货，第一次运费我们承担。
> 👍
`,
  },
  {
    by: { name: null, locale: 'zh-CN', zone: 'Asia/Shanghai', browser: BROWSERS.android }, team: 'chinese', agent: 'xiaowen', page: ['/products/cloud-neck-pillow', '云朵颈枕'], when: [9, '15:05'], closed: true,
    about: { priority: 'low', tags: ['售前'] },
    end: { reason: 'product_question', result: 'no_reply', by: 'system' },
    talk: `
> 颈枕能机洗吗
< 您好，枕套可以机洗（30 度以下、装洗衣袋），里面的记忆棉不能下水，拍一拍晾晒就好。
+ 5
< 请问还有其他可以帮您的吗？
`,
  },
  {
    by: 'haoran', team: 'chinese', agent: 'xiaowen', page: ['/products/harbor-cast-iron-pan', 'Harbor 铸铁锅 28 cm'], when: [5, '10:22'], stand: 'solved',
    about: { subject: '铸铁锅用一次就生锈', type: 'complaint', priority: 'high', tags: ['铸铁锅', '质量'] },
    end: { reason: 'defect', result: 'solved' },
    rating: { score: 2, tags: ['unclear', 'had_to_repeat'], solved: false, comment: '说了三遍才明白锅是什么问题' },
    talk: `
> 铸铁锅用了一次就生锈了，这质量也太差了吧
< 您好，抱歉让您不愉快。方便说一下洗完之后是怎么放的吗？
> 就洗完泡着，第二天早上一看全是锈点
< 明白了。铸铁没有涂层，泡水过夜会浮锈，这不影响锅本身。用钢丝球擦掉锈点，小火烘干，抹一层薄油就恢复了。
> 我怎么没看到说明书写
< 说明在盒盖内侧，字确实偏小，您的意见我已经记下。要是处理完还不满意，30 天内照样可以退。
# 建议：养锅说明单独放一张卡片。本月第 4 位反馈没看到。@王志远 您看可以吗？
> 行吧，我先试试
+ 1300
> 弄好了，确实跟新的一样
< 太好了！以后洗完擦干、抹点油就行。
`,
  },
  {
    by: 'xinyi', team: 'chinese', agent: 'min', page: ORDERS, when: [2, '09:41'],
    about: { subject: '冲锋衣口袋拉链卡住，先发后收', type: 'problem', tags: ['换货', '拉链'] }, stand: 'pending',
    end: { reason: 'return_or_exchange', result: 'follow_up' },
    talk: `
> 冲锋衣M收到了，左边口袋拉链卡住拉不动
< 您好，辛苦您试一下：拉链对齐后，用蜡烛或者铅笔芯轻轻涂几下齿，再慢慢拉。
> 试了，还是不行，布边卡进去了
< 那就是装配的问题，我们负责。您是想换一件新的，还是寄回来维修？
> 下周就出发了，换新来得及吗
< 来得及，我今天先给您寄新的，旧的您回来之后再寄给我们就行。
# 先发后收，已由周敏批准。旧件两周后跟进。
> 太感谢了！
`,
  },
];
