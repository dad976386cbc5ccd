<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name></name>
    <message>
        <source>保障性住房</source>
        <translation>Affordable homes</translation>
    </message>
    <message>
        <source>政府网站</source>
        <translation>Government website</translation>
    </message>
    <message>
        <source>两微一端</source>
        <translation>Weibo, WeChat and app</translation>
    </message>
    <message>
        <source>公开查阅点</source>
        <translation>Public reading point</translation>
    </message>
    <message>
        <source>政务服务中心</source>
        <translation>Government service centre</translation>
    </message>
    <message>
        <source>社区、企事业单位、村公示栏（电子屏）</source>
        <translation>Noticeboards of communities, firms and villages (or screens)</translation>
    </message>
    <message>
        <source>涉农补贴</source>
        <translation>Farm subsidies</translation>
    </message>
    <message>
        <source>义务教育</source>
        <translation>Schooling</translation>
    </message>
    <message>
        <source>农村危房改造</source>
        <translation>Rural house renovation</translation>
    </message>
    <message>
        <source>便民服务站</source>
        <translation>Convenience service station</translation>
    </message>
    <message>
        <source>救灾</source>
        <translation>Disaster relief</translation>
    </message>
    <message>
        <source>广播电视</source>
        <translation>Radio and television</translation>
    </message>
    <message>
        <source>生态环境</source>
        <translation>Environment</translation>
    </message>
    <message>
        <source>精准推送</source>
        <translation>Targeted delivery</translation>
    </message>
    <message>
        <source>养老服务</source>
        <translation>Elderly services</translation>
    </message>
    <message>
        <source>就业创业</source>
        <translation>Employment</translation>
    </message>
    <message>
        <source>财政预决算</source>
        <translation>Public budgets</translation>
    </message>
    <message>
        <source>政府公报</source>
        <translation>Government gazette</translation>
    </message>
    <message>
        <source>食品药品监管</source>
        <translation>Food and drugs</translation>
    </message>
    <message>
        <source>医疗卫生</source>
        <translation>Health care</translation>
    </message>
    <message>
        <source>国有土地上房屋征收与补偿</source>
        <translation>House expropriation</translation>
    </message>
    <message>
        <source>入户、现场</source>
        <translation>Home visit or on site</translation>
    </message>
    <message>
        <source>户籍管理</source>
        <translation>Registration</translation>
    </message>
    <message>
        <source>农村集体土地征收</source>
        <translation>Land acquisition</translation>
    </message>
    <message>
        <source>征地信息公开平台</source>
        <translation>Land expropriation platform</translation>
    </message>
    <message>
        <source>重大建设项目</source>
        <translation>Major projects</translation>
    </message>
    <message>
        <source>纸质媒体</source>
        <translation>Printed media</translation>
    </message>
    <message>
        <source>发布会、听证会</source>
        <translation>Press briefings and hearings</translation>
    </message>
    <message>
        <source>市政服务</source>
        <translation>City services</translation>
    </message>
    <message>
        <source>扶贫</source>
        <translation>Poverty relief</translation>
    </message>
    <message>
        <source>公共文化服务</source>
        <translation>Public culture</translation>
    </message>
    <message>
        <source>公共法律服务</source>
        <translation>Legal services</translation>
    </message>
    <message>
        <source>公共资源交易</source>
        <translation>Resource trading</translation>
    </message>
    <message>
        <source>农村宅基地审批</source>
        <translation>Homesteads</translation>
    </message>
    <message>
        <source>社会救助</source>
        <translation>Social assistance</translation>
    </message>
    <message>
        <source>社会保险</source>
        <translation>Social insurance</translation>
    </message>
    <message>
        <source>税收管理</source>
        <translation>Taxation</translation>
    </message>
    <message>
        <source>国土空间规划</source>
        <translation>Spatial planning</translation>
    </message>
    <message>
        <source>城市综合执法</source>
        <translation>Urban enforcement</translation>
    </message>
    <message>
        <source>安全生产</source>
        <translation>Work safety</translation>
    </message>
    <message>
        <source>元旦</source>
        <translation>New Year</translation>
    </message>
    <message>
        <source>春节</source>
        <translation>Spring Festival</translation>
    </message>
    <message>
        <source>清明节</source>
        <translation>Qingming</translation>
    </message>
    <message>
        <source>劳动节</source>
        <translation>Labour Day</translation>
    </message>
    <message>
        <source>端午节</source>
        <translation>Dragon Boat</translation>
    </message>
    <message>
        <source>中秋节</source>
        <translation>Mid-Autumn</translation>
    </message>
    <message>
        <source>国庆节</source>
        <translation>National Day</translation>
    </message>
    <message>
        <source>国庆节、中秋节</source>
        <translation>National Day and Mid-Autumn</translation>
    </message>
    <message>
        <source>中秋节、国庆节</source>
        <translation>Mid-Autumn and National Day</translation>
    </message>
    <message>
        <source>最低生活保障公示</source>
        <translation>Notice of subsistence allowances</translation>
    </message>
    <message>
        <source>特困人员救助供养公示</source>
        <translation>Notice of support for persons in extreme hardship</translation>
    </message>
    <message>
        <source>临时救助公示</source>
        <translation>Notice of temporary assistance</translation>
    </message>
    <message>
        <source>孤儿 事实无人抚养儿童</source>
        <translation>Orphans and children without carers</translation>
    </message>
    <message>
        <source>困难残疾人生活补贴和重度残疾人护理补贴</source>
        <translation>Living and care allowances for the disabled</translation>
    </message>
    <message>
        <source>耕地地力保护补贴公示</source>
        <translation>Notice of the farmland fertility subsidy</translation>
    </message>
    <message>
        <source>草原生态保护补助奖励公示</source>
        <translation>Notice of the grassland ecology subsidy</translation>
    </message>
    <message>
        <source>退耕还林还草补助公示</source>
        <translation>Notice of the grain-to-green subsidy</translation>
    </message>
    <message>
        <source>农机购置与应用补贴公示</source>
        <translation>Notice of the farm machinery subsidy</translation>
    </message>
    <message>
        <source>农村危房改造公示</source>
        <translation>Notice of dilapidated house renovation</translation>
    </message>
    <message>
        <source>征收土地预公告</source>
        <translation>Advance announcement of land expropriation</translation>
    </message>
    <message>
        <source>征地补偿安置公告</source>
        <translation>Announcement of compensation and resettlement</translation>
    </message>
    <message>
        <source>征收土地公告（批准后）</source>
        <translation>Announcement of land expropriation (approved)</translation>
    </message>
    <message>
        <source>宅基地申请 审批公示</source>
        <translation>Notice of homestead applications and approvals</translation>
    </message>
    <message>
        <source>财政衔接推进乡村振兴补助资金项目公告公示</source>
        <translation>Notice of rural revitalisation fund projects</translation>
    </message>
    <message>
        <source>防止返贫监测对象公示 公告</source>
        <translation>Notice of households monitored against poverty</translation>
    </message>
    <message>
        <source>一事一议筹资筹劳及财政奖补公示</source>
        <translation>Notice of village case-by-case levies and grants</translation>
    </message>
    <message>
        <source>村级财务公开</source>
        <translation>Village accounts</translation>
    </message>
    <message>
        <source>户籍事项公示</source>
        <translation>Notice of household registration matters</translation>
    </message>
    <message>
        <source>城乡居民养老 医疗保险缴费 待遇公示</source>
        <translation>Notice of residents’ pension and medical insurance</translation>
    </message>
    <message>
        <source>就业公益性岗位 生态管护员公示</source>
        <translation>Notice of public-benefit jobs and rangers</translation>
    </message>
    <message>
        <source>医疗救助公示</source>
        <translation>Notice of medical aid</translation>
    </message>
    <message>
        <source>救灾救助 冬春救助 倒房重建公示</source>
        <translation>Notice of disaster, winter and rebuilding relief</translation>
    </message>
    <message>
        <source>环评 规划等行政许可拟审批公示</source>
        <translation>Notice of intended environmental and planning permits</translation>
    </message>
    <message>
        <source>其他到户补贴（牧草 良种 饲草 雨露计划等）</source>
        <translation>Other household subsidies (forage, seed, training and so on)</translation>
    </message>
    <message>
        <source>公告 通告（服务电话 禁牧 防火 停水停电等）</source>
        <translation>Public announcements (hotlines, grazing bans, fire, outages)</translation>
    </message>
    <message>
        <source>通知（放假 会议等）</source>
        <translation>Circulars (holidays, meetings)</translation>
    </message>
    <message>
        <source>信息名称</source>
        <translation>Title of the information</translation>
    </message>
    <message>
        <source>内容概述</source>
        <translation>Summary</translation>
    </message>
    <message>
        <source>生成日期</source>
        <translation>Date made</translation>
    </message>
    <message>
        <source>公开日期</source>
        <translation>Date disclosed</translation>
    </message>
    <message>
        <source>公开形式</source>
        <translation>Form of disclosure</translation>
    </message>
    <message>
        <source>公开渠道和载体</source>
        <translation>Channels and media</translation>
    </message>
    <message>
        <source>公开责任部门</source>
        <translation>Office responsible</translation>
    </message>
    <message>
        <source>文号</source>
        <translation>Document number</translation>
    </message>
    <message>
        <source>主题分类</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>体裁分类</source>
        <translation>Genre</translation>
    </message>
    <message>
        <source>组配分类</source>
        <translation>Combined class</translation>
    </message>
    <message>
        <source>有效性</source>
        <translation>Validity</translation>
    </message>
    <message>
        <source>公开范围</source>
        <translation>Audience</translation>
    </message>
    <message>
        <source>主题词</source>
        <translation>Keywords</translation>
    </message>
    <message>
        <source>五公开环节</source>
        <translation>Stage of the five disclosures</translation>
    </message>
    <message>
        <source>条例条款</source>
        <translation>Article of the regulation</translation>
    </message>
    <message>
        <source>来源类型</source>
        <translation>Kind of source</translation>
    </message>
    <message>
        <source>主动公开的十五类信息</source>
        <translation>Fifteen classes of proactive disclosure</translation>
    </message>
    <message>
        <source>规章和规范性文件</source>
        <translation>Rules and normative documents</translation>
    </message>
    <message>
        <source>机构职能和负责人</source>
        <translation>Functions of offices and their heads</translation>
    </message>
    <message>
        <source>规划和政策</source>
        <translation>Plans and policies</translation>
    </message>
    <message>
        <source>统计信息</source>
        <translation>Statistics</translation>
    </message>
    <message>
        <source>行政许可和管理服务事项</source>
        <translation>Permits and administrative services</translation>
    </message>
    <message>
        <source>行政处罚和强制</source>
        <translation>Penalties and coercive measures</translation>
    </message>
    <message>
        <source>行政事业性收费</source>
        <translation>Administrative charges</translation>
    </message>
    <message>
        <source>政府集中采购</source>
        <translation>Central government procurement</translation>
    </message>
    <message>
        <source>扶贫教育医疗社保就业政策及实施</source>
        <translation>Policies on poverty, schools, health, insurance and jobs</translation>
    </message>
    <message>
        <source>突发公共事件</source>
        <translation>Public emergencies</translation>
    </message>
    <message>
        <source>监督检查</source>
        <translation>Inspections</translation>
    </message>
    <message>
        <source>公务员招考</source>
        <translation>Civil service examinations</translation>
    </message>
    <message>
        <source>其他法定事项</source>
        <translation>Other matters set by law</translation>
    </message>
    <message>
        <source>乡镇还应公开的信息</source>
        <translation>What townships also disclose</translation>
    </message>
    <message>
        <source>贯彻落实农业农村政策</source>
        <translation>Carrying out rural policies</translation>
    </message>
    <message>
        <source>农田水利工程建设运营</source>
        <translation>Building and running of irrigation works</translation>
    </message>
    <message>
        <source>农村土地承包经营权流转</source>
        <translation>Transfer of land contract rights</translation>
    </message>
    <message>
        <source>宅基地使用情况审核</source>
        <translation>Review of homestead use</translation>
    </message>
    <message>
        <source>土地征收</source>
        <translation>Land expropriation</translation>
    </message>
    <message>
        <source>房屋征收</source>
        <translation>House expropriation</translation>
    </message>
    <message>
        <source>筹资筹劳</source>
        <translation>Raising of funds and labour</translation>
    </message>
    <message>
        <source>特定群众</source>
        <translation>Certain people</translation>
    </message>
    <message>
        <source>要写明是哪些人</source>
        <translation>Say which people</translation>
    </message>
    <message>
        <source>隐私关的放行</source>
        <translation>Letting through at the privacy gate</translation>
    </message>
    <message>
        <source>有的岗位只有一部公布给群众的值班手机；是本人同意公布的工作号码才可以放行。</source>
        <translation>Some posts have only one duty mobile that is given to the public. Let it through only if it is a work number and its holder agrees.</translation>
    </message>
    <message>
        <source>收款单位的对公账户可能被当成个人账号；核对是单位账户才可以放行。</source>
        <translation>The account of an organisation may be taken for a person’s. Let it through only after checking that it belongs to the organisation.</translation>
    </message>
    <message>
        <source>未成年人姓名</source>
        <translation>Name of a minor</translation>
    </message>
    <message>
        <source>个别公示按规定要写学生姓名（如升学加分）；要有文件依据，写进理由。</source>
        <translation>A few notices must name pupils by rule (extra points at admission, for one). Give the document as the reason.</translation>
    </message>
    <message>
        <source>没有一种公示需要完整的身份证号，删去或遮盖就可以张贴。</source>
        <translation>No notice needs a full ID number. Delete or mask it and the notice can be posted.</translation>
    </message>
    <message>
        <source>残疾人证号里就是身份证号和残疾类别，属于敏感个人信息。</source>
        <translation>A disability card number holds the ID number and the kind of disability: sensitive personal information.</translation>
    </message>
    <message>
        <source>金融账户是敏感个人信息，公示写发放金额就够了。</source>
        <translation>Accounts are sensitive personal information. The amount paid is enough for a notice.</translation>
    </message>
    <message>
        <source>表单不收的内容</source>
        <translation>What the form does not take</translation>
    </message>
    <message>
        <source>这一项从一开始就不该填，清空即可。</source>
        <translation>This entry should never have been filled in. Clear it.</translation>
    </message>
    <message>
        <source>不能张贴的名单</source>
        <translation>A roster that may not be posted</translation>
    </message>
    <message>
        <source>这类名单按规定只公布总数。</source>
        <translation>By rule only the totals of such a roster are published.</translation>
    </message>
    <message>
        <source>要写明依据的条款</source>
        <translation>Name the article it rests on</translation>
    </message>
    <message>
        <source>五公开</source>
        <translation>The five disclosures</translation>
    </message>
    <message>
        <source>决策公开</source>
        <translation>Decisions</translation>
    </message>
    <message>
        <source>执行公开</source>
        <translation>Execution</translation>
    </message>
    <message>
        <source>管理公开</source>
        <translation>Management</translation>
    </message>
    <message>
        <source>服务公开</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>结果公开</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>命令（令）</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>决定</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>决议</source>
        <translation>Resolution</translation>
    </message>
    <message>
        <source>公报</source>
        <translation>Communiqué</translation>
    </message>
    <message>
        <source>通告</source>
        <translation>Public notification</translation>
    </message>
    <message>
        <source>通知</source>
        <translation>Circular</translation>
    </message>
    <message>
        <source>通报</source>
        <translation>Bulletin</translation>
    </message>
    <message>
        <source>报告</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>请示</source>
        <translation>Request for instructions</translation>
    </message>
    <message>
        <source>批复</source>
        <translation>Reply</translation>
    </message>
    <message>
        <source>议案</source>
        <translation>Bill</translation>
    </message>
    <message>
        <source>函</source>
        <translation>Letter</translation>
    </message>
    <message>
        <source>纪要</source>
        <translation>Minutes</translation>
    </message>
    <message>
        <source>规划计划</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>方案</source>
        <translation>Scheme</translation>
    </message>
    <message>
        <source>办法规定</source>
        <translation>Measures and rules</translation>
    </message>
    <message>
        <source>统计数据</source>
        <translation>Statistics data</translation>
    </message>
    <message>
        <source>图解</source>
        <translation>Illustration</translation>
    </message>
    <message>
        <source>其他</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>异议的办理结果</source>
        <translation>Outcomes of objections</translation>
    </message>
    <message>
        <source>属实，更正公示</source>
        <translation>True; the notice is corrected</translation>
    </message>
    <message>
        <source>请在记录里发起更正，重新审核、重新张贴。</source>
        <translation>Start a correction in the record, have it reviewed and post it again.</translation>
    </message>
    <message>
        <source>不属实，已说明理由</source>
        <translation>Not true; reasons given</translation>
    </message>
    <message>
        <source>不属本单位职责，已转有权处理的单位</source>
        <translation>Not ours; passed to the office in charge</translation>
    </message>
    <message>
        <source>提出人自己撤回</source>
        <translation>Taken back by the objector</translation>
    </message>
    <message>
        <source>提出异议的方式</source>
        <translation>Ways to object</translation>
    </message>
    <message>
        <source>当面</source>
        <translation>In person</translation>
    </message>
    <message>
        <source>来信</source>
        <translation>By letter</translation>
    </message>
    <message>
        <source>意见箱</source>
        <translation>Suggestion box</translation>
    </message>
    <message>
        <source>网上留言</source>
        <translation>Online message</translation>
    </message>
    <message>
        <source>入户时提出</source>
        <translation>During a home visit</translation>
    </message>
    <message>
        <source>依申请公开的理由</source>
        <translation>Reasons for disclosure on request</translation>
    </message>
    <message>
        <source>不涉及公众利益调整，不需要公众广泛知晓，由需要的人申请</source>
        <translation>Does not touch public interests; those who need it apply</translation>
    </message>
    <message>
        <source>涉及商业秘密、个人隐私，征求第三方意见后向申请人公开</source>
        <translation>Trade secrets or privacy; given to the applicant after asking the third party</translation>
    </message>
    <message>
        <source>含有不应当公开的内容，作区分处理后向申请人公开</source>
        <translation>Holds parts not to be disclosed; the rest is given to the applicant</translation>
    </message>
    <message>
        <source>退回的常用理由</source>
        <translation>Usual reasons for a return</translation>
    </message>
    <message>
        <source>金额与标准、面积算不到一起，请核对第　行</source>
        <translation>Amount, rate and area do not agree; check row …</translation>
    </message>
    <message>
        <source>面积与测量单或确权面积对不上，请附依据</source>
        <translation>The area differs from the survey or the title; attach proof</translation>
    </message>
    <message>
        <source>名单有遗漏或重复，请对照村级核实表</source>
        <translation>Rows are missing or double; compare with the village’s sheet</translation>
    </message>
    <message>
        <source>文件依据或文号写得不对</source>
        <translation>The document or its number is wrong</translation>
    </message>
    <message>
        <source>公示期少于规定的天数</source>
        <translation>The notice period is shorter than required</translation>
    </message>
    <message>
        <source>受理单位、电话没有写或打不通</source>
        <translation>Receiving office or telephone missing or not reachable</translation>
    </message>
    <message>
        <source>缺少附件（批复、会议记录、签字底册）</source>
        <translation>Attachments missing (approval, minutes, signed list)</translation>
    </message>
    <message>
        <source>有个人信息要遮住或去掉</source>
        <translation>Personal information must be masked or removed</translation>
    </message>
    <message>
        <source>涉及未成年人，不能张贴名单</source>
        <translation>Minors are concerned; the roster may not be posted</translation>
    </message>
    <message>
        <source>涉及工作秘密或过程性信息，公开属性请重新确定</source>
        <translation>Work secrets or drafts; decide the disclosure class anew</translation>
    </message>
    <message>
        <source>不予公开或依申请公开的条款写得不对</source>
        <translation>The article for withholding is wrong</translation>
    </message>
    <message>
        <source>标题或正文用语要改</source>
        <translation>The title or the wording must change</translation>
    </message>
    <message>
        <source>公开时间要调整，请按时限重新安排</source>
        <translation>Plan the date anew within the time limit</translation>
    </message>
    <message>
        <source>服务和监督电话</source>
        <translation>Service and supervision numbers</translation>
    </message>
    <message>
        <source>政务服务热线</source>
        <translation>Government service hotline</translation>
    </message>
    <message>
        <source>乡村振兴（扶贫）监督</source>
        <translation>Rural revitalisation supervision</translation>
    </message>
    <message>
        <source>纪检监察举报</source>
        <translation>Discipline inspection</translation>
    </message>
    <message>
        <source>法律援助</source>
        <translation>Legal aid</translation>
    </message>
    <message>
        <source>自然资源违法</source>
        <translation>Natural resources offences</translation>
    </message>
    <message>
        <source>信息来源</source>
        <translation>Source of the information</translation>
    </message>
    <message>
        <source>本机关制作</source>
        <translation>Made by this office</translation>
    </message>
    <message>
        <source>从公民、法人获取</source>
        <translation>Received from citizens or legal persons</translation>
    </message>
    <message>
        <source>从其他机关获取</source>
        <translation>Received from other offices</translation>
    </message>
    <message>
        <source>共同制作</source>
        <translation>Made jointly</translation>
    </message>
    <message>
        <source>时间单位</source>
        <translation>Unit of time</translation>
    </message>
    <message>
        <source>工作日</source>
        <translation>working days</translation>
    </message>
    <message>
        <source>自然日</source>
        <translation>calendar days</translation>
    </message>
    <message>
        <source>国务院组织机构</source>
        <translation>State Council bodies</translation>
    </message>
    <message>
        <source>综合政务</source>
        <translation>General affairs</translation>
    </message>
    <message>
        <source>国民经济管理、国有资产监管</source>
        <translation>Economy and state assets</translation>
    </message>
    <message>
        <source>财政、金融、审计</source>
        <translation>Finance and audit</translation>
    </message>
    <message>
        <source>国土资源、能源</source>
        <translation>Land resources and energy</translation>
    </message>
    <message>
        <source>农业、林业、水利</source>
        <translation>Farming, forestry and water</translation>
    </message>
    <message>
        <source>工业、交通</source>
        <translation>Industry and transport</translation>
    </message>
    <message>
        <source>商贸、海关、旅游</source>
        <translation>Trade, customs and tourism</translation>
    </message>
    <message>
        <source>市场监管、安全生产监管</source>
        <translation>Market and safety supervision</translation>
    </message>
    <message>
        <source>城乡建设、环境保护</source>
        <translation>Construction and environment</translation>
    </message>
    <message>
        <source>科技、教育</source>
        <translation>Science and education</translation>
    </message>
    <message>
        <source>文化、广电、新闻出版</source>
        <translation>Culture and media</translation>
    </message>
    <message>
        <source>卫生、体育</source>
        <translation>Health and sports</translation>
    </message>
    <message>
        <source>人口与计划生育、妇女儿童工作</source>
        <translation>Population, women and children</translation>
    </message>
    <message>
        <source>劳动、人事、监察</source>
        <translation>Labour and personnel</translation>
    </message>
    <message>
        <source>公安、安全、司法</source>
        <translation>Police, security and justice</translation>
    </message>
    <message>
        <source>民政、扶贫、救灾</source>
        <translation>Civil affairs, poverty and disasters</translation>
    </message>
    <message>
        <source>民族、宗教</source>
        <translation>Ethnic and religious affairs</translation>
    </message>
    <message>
        <source>对外事务</source>
        <translation>Foreign affairs</translation>
    </message>
    <message>
        <source>港澳台侨工作</source>
        <translation>Hong Kong, Macao, Taiwan and overseas</translation>
    </message>
    <message>
        <source>国防</source>
        <translation>Defence</translation>
    </message>
    <message>
        <source>计量单位</source>
        <translation>Units of measure</translation>
    </message>
    <message>
        <source>亩</source>
        <translation>mu</translation>
    </message>
    <message>
        <source>公顷</source>
        <translation>ha</translation>
    </message>
    <message>
        <source>1公顷=15亩</source>
        <translation>1 ha = 15 mu</translation>
    </message>
    <message>
        <source>平方米</source>
        <translation>m²</translation>
    </message>
    <message>
        <source>元</source>
        <translation>yuan</translation>
    </message>
    <message>
        <source>万元</source>
        <translation>10,000 yuan</translation>
    </message>
    <message>
        <source>元/亩</source>
        <translation>yuan/mu</translation>
    </message>
    <message>
        <source>元/月</source>
        <translation>yuan/month</translation>
    </message>
    <message>
        <source>万元/公顷</source>
        <translation>10,000 yuan/ha</translation>
    </message>
    <message>
        <source>人</source>
        <translation>people</translation>
    </message>
    <message>
        <source>羊单位</source>
        <translation>sheep units</translation>
    </message>
    <message>
        <source>头（只）</source>
        <translation>head</translation>
    </message>
    <message>
        <source>有效</source>
        <translation>Valid</translation>
    </message>
    <message>
        <source>失效</source>
        <translation>Expired</translation>
    </message>
    <message>
        <source>废止</source>
        <translation>Repealed</translation>
    </message>
    <message>
        <source>已修改</source>
        <translation>Amended</translation>
    </message>
    <message>
        <source>不予公开的理由</source>
        <translation>Reasons for withholding</translation>
    </message>
    <message>
        <source>依法确定为国家秘密</source>
        <translation>A state secret by law</translation>
    </message>
    <message>
        <source>法律、行政法规禁止公开</source>
        <translation>Laws or regulations forbid disclosure</translation>
    </message>
    <message>
        <source>公开后可能危及国家安全、公共安全、经济安全、社会稳定</source>
        <translation>Could endanger national, public or economic security or stability</translation>
    </message>
    <message>
        <source>涉及商业秘密、个人隐私，公开会对第三方合法权益造成损害</source>
        <translation>Trade secrets or privacy; would harm a third party</translation>
    </message>
    <message>
        <source>内部事务信息（人事管理、后勤管理、内部工作流程等）</source>
        <translation>Internal affairs (staff, logistics, internal procedures)</translation>
    </message>
    <message>
        <source>过程性信息（讨论记录、过程稿、磋商信函、请示报告等）</source>
        <translation>Work in progress (discussions, drafts, letters, reports)</translation>
    </message>
    <message>
        <source>行政执法案卷信息</source>
        <translation>Case files of law enforcement</translation>
    </message>
    <message>
        <source>公告、通告</source>
        <translation>Announcement</translation>
    </message>
    <message>
        <source>例如：秋冬季森林草原防火；标题里会写成“关于…的公告”</source>
        <translation>For example fire prevention in autumn and winter; it becomes part of the title</translation>
    </message>
    <message>
        <source>文种</source>
        <translation>Kind of document</translation>
    </message>
    <message>
        <source>具体事项</source>
        <translation>Particulars</translation>
    </message>
    <message>
        <source>一条写一行，写成“一、……”。</source>
        <translation>One item a line.</translation>
    </message>
    <message>
        <source>开始日期</source>
        <translation>First day</translation>
    </message>
    <message>
        <source>结束日期</source>
        <translation>Last day</translation>
    </message>
    <message>
        <source>长期有效的不填。</source>
        <translation>Leave empty if it holds without end.</translation>
    </message>
    <message>
        <source>违反的后果</source>
        <translation>Consequences of a breach</translation>
    </message>
    <message>
        <source>引用法律法规的条款。</source>
        <translation>Quote the articles of the law.</translation>
    </message>
    <message>
        <source>依据文件</source>
        <translation>Documents it rests on</translation>
    </message>
    <message>
        <source>一行写一个，例如：财农〔2023〕11号</source>
        <translation>One a line, with its document number</translation>
    </message>
    <message>
        <source>情况说明</source>
        <translation>Explanation</translation>
    </message>
    <message>
        <source>对象、程序、标准等需要向群众说明的话；不要写病情、残疾和家庭收入细节。</source>
        <translation>What people should know of who, how and how much. No illness, disability or income of a family.</translation>
    </message>
    <message>
        <source>张贴天数</source>
        <translation>Days on the board</translation>
    </message>
    <message>
        <source>张贴当天不算，从第二天开始数。</source>
        <translation>Counted from the day after posting.</translation>
    </message>
    <message>
        <source>公示天数</source>
        <translation>Days of notice</translation>
    </message>
    <message>
        <source>咨询单位</source>
        <translation>Office for questions</translation>
    </message>
    <message>
        <source>群众有疑问时找哪个单位。</source>
        <translation>Which office answers questions.</translation>
    </message>
    <message>
        <source>受理单位</source>
        <translation>Receiving office</translation>
    </message>
    <message>
        <source>咨询电话</source>
        <translation>Telephone for questions</translation>
    </message>
    <message>
        <source>写单位的座机，例如：0974-8500000</source>
        <translation>The office’s landline, for example 0974-8500000</translation>
    </message>
    <message>
        <source>受理电话</source>
        <translation>Receiving telephone</translation>
    </message>
    <message>
        <source>受理地址</source>
        <translation>Receiving address</translation>
    </message>
    <message>
        <source>监督电话</source>
        <translation>Supervision telephone</translation>
    </message>
    <message>
        <source>例如：12317、12345</source>
        <translation>For example 12317, 12345</translation>
    </message>
    <message>
        <source>联合署名单位</source>
        <translation>Offices signing jointly</translation>
    </message>
    <message>
        <source>几个单位一起发时，一行写一个；本单位排在最前面，不用写。</source>
        <translation>One a line if several offices issue it together. Your own comes first and is not written here.</translation>
    </message>
    <message>
        <source>其他附件名称</source>
        <translation>Names of further attachments</translation>
    </message>
    <message>
        <source>名单以外还一起张贴的附件，一行写一个，例如：勘测定界图</source>
        <translation>What is posted beside the roster, one a line, for example a survey map</translation>
    </message>
    <message>
        <source>防止返贫监测对象</source>
        <translation>Households monitored against poverty</translation>
    </message>
    <message>
        <source>年度</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>四位数字，例如：2026</source>
        <translation>Four digits, for example 2026</translation>
    </message>
    <message>
        <source>批次</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>例如：第三批；按月的写9月</source>
        <translation>For example the third batch; by month: September</translation>
    </message>
    <message>
        <source>公示阶段</source>
        <translation>Stage of the notice</translation>
    </message>
    <message>
        <source>人数</source>
        <translation>People</translation>
    </message>
    <message>
        <source>群众有意见时找哪个单位。</source>
        <translation>Which office hears objections.</translation>
    </message>
    <message>
        <source>组</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>户主姓名</source>
        <translation>Head of household</translation>
    </message>
    <message>
        <source>只报上级核对，不张贴。</source>
        <translation>For the office above only; not posted.</translation>
    </message>
    <message>
        <source>家庭人口</source>
        <translation>Family members</translation>
    </message>
    <message>
        <source>对象类型</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>识别时间</source>
        <translation>Date recognised</translation>
    </message>
    <message>
        <source>联系电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>防止返贫监测对象名单</source>
        <translation>Households monitored against poverty</translation>
    </message>
    <message>
        <source>最低生活保障</source>
        <translation>Subsistence allowance</translation>
    </message>
    <message>
        <source>期别</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>例如：2026年第三季度</source>
        <translation>For example the third quarter of 2026</translation>
    </message>
    <message>
        <source>保障标准</source>
        <translation>Allowance rate</translation>
    </message>
    <message>
        <source>元/人·月</source>
        <translation>yuan per person and month</translation>
    </message>
    <message>
        <source>当地当年的农村低保月标准。</source>
        <translation>The local monthly rate of this year.</translation>
    </message>
    <message>
        <source>月保障金合计</source>
        <translation>Monthly allowances in total</translation>
    </message>
    <message>
        <source>保障人数</source>
        <translation>Persons supported</translation>
    </message>
    <message>
        <source>保障类别</source>
        <translation>Class of support</translation>
    </message>
    <message>
        <source>月保障金额</source>
        <translation>Monthly allowance</translation>
    </message>
    <message>
        <source>起始年月</source>
        <translation>Since (year, month)</translation>
    </message>
    <message>
        <source>一卡通账号</source>
        <translation>Card account</translation>
    </message>
    <message>
        <source>月保障金额比“保障标准×人数”还多，请核对是不是分类施保增发的。</source>
        <translation>The monthly allowance is more than rate × persons. Check whether it holds a supplement.</translation>
    </message>
    <message>
        <source>最低生活保障对象名单</source>
        <translation>Recipients of the subsistence allowance</translation>
    </message>
    <message>
        <source>对象条件</source>
        <translation>Conditions</translation>
    </message>
    <message>
        <source>六类低收入群体和危房等级的要求。</source>
        <translation>The six low-income groups and the grade of the house.</translation>
    </message>
    <message>
        <source>认定程序</source>
        <translation>Procedure</translation>
    </message>
    <message>
        <source>补助标准</source>
        <translation>Rate of aid</translation>
    </message>
    <message>
        <source>C级、D级各补多少。</source>
        <translation>How much for grade C and for grade D.</translation>
    </message>
    <message>
        <source>补助金额合计</source>
        <translation>Aid in total</translation>
    </message>
    <message>
        <source>对象类别</source>
        <translation>Class of recipient</translation>
    </message>
    <message>
        <source>危房等级</source>
        <translation>Grade of danger</translation>
    </message>
    <message>
        <source>改造方式</source>
        <translation>Way of renovation</translation>
    </message>
    <message>
        <source>补助金额</source>
        <translation>Aid</translation>
    </message>
    <message>
        <source>农村危房改造对象名单</source>
        <translation>Recipients of house renovation aid</translation>
    </message>
    <message>
        <source>发放月份</source>
        <translation>Month of payment</translation>
    </message>
    <message>
        <source>例如：2026年8月</source>
        <translation>For example August 2026</translation>
    </message>
    <message>
        <source>生活补贴标准</source>
        <translation>Living allowance rate</translation>
    </message>
    <message>
        <source>护理补贴标准</source>
        <translation>Care allowance rate</translation>
    </message>
    <message>
        <source>分档的都写上。</source>
        <translation>Give every step of the scale.</translation>
    </message>
    <message>
        <source>总金额</source>
        <translation>Total amount</translation>
    </message>
    <message>
        <source>补贴类别</source>
        <translation>Kind of allowance</translation>
    </message>
    <message>
        <source>只写补贴的名称，不写残疾类别和等级。</source>
        <translation>Only the name of the allowance, not the kind or grade of disability.</translation>
    </message>
    <message>
        <source>月补贴金额</source>
        <translation>Monthly allowance paid</translation>
    </message>
    <message>
        <source>残疾人两项补贴发放名单</source>
        <translation>Recipients of the two disability allowances</translation>
    </message>
    <message>
        <source>自然灾害救助</source>
        <translation>Disaster relief aid</translation>
    </message>
    <message>
        <source>灾种和受灾时间</source>
        <translation>Kind and date of the disaster</translation>
    </message>
    <message>
        <source>例如：2026年7月12日洪涝灾害</source>
        <translation>For example the flood of 12 July 2026</translation>
    </message>
    <message>
        <source>救助类型</source>
        <translation>Type of aid</translation>
    </message>
    <message>
        <source>救助标准</source>
        <translation>Rate of relief</translation>
    </message>
    <message>
        <source>救助金合计</source>
        <translation>Relief in total</translation>
    </message>
    <message>
        <source>救助人口</source>
        <translation>Persons helped</translation>
    </message>
    <message>
        <source>救助项目</source>
        <translation>Kind of relief</translation>
    </message>
    <message>
        <source>例如：口粮、衣被、取暖、重建</source>
        <translation>For example food, clothing, heating, rebuilding</translation>
    </message>
    <message>
        <source>救助金额</source>
        <translation>Relief amount</translation>
    </message>
    <message>
        <source>救助物资</source>
        <translation>Goods given</translation>
    </message>
    <message>
        <source>自然灾害救助对象名单</source>
        <translation>Recipients of disaster relief</translation>
    </message>
    <message>
        <source>环评等行政许可拟审批公示</source>
        <translation>Intended environmental permits</translation>
    </message>
    <message>
        <source>例如：第六批</source>
        <translation>For example the sixth batch</translation>
    </message>
    <message>
        <source>许可事项</source>
        <translation>Permit</translation>
    </message>
    <message>
        <source>例如：环境影响评价文件</source>
        <translation>For example an environmental impact document</translation>
    </message>
    <message>
        <source>项目数</source>
        <translation>Projects</translation>
    </message>
    <message>
        <source>个</source>
        <translation>items</translation>
    </message>
    <message>
        <source>听证权利告知</source>
        <translation>Right to a hearing</translation>
    </message>
    <message>
        <source>项目名称</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>建设地点</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>建设单位</source>
        <translation>Developer</translation>
    </message>
    <message>
        <source>评价机构</source>
        <translation>Assessor</translation>
    </message>
    <message>
        <source>项目概况</source>
        <translation>Outline of the project</translation>
    </message>
    <message>
        <source>主要影响和防治措施</source>
        <translation>Main effects and measures</translation>
    </message>
    <message>
        <source>文件类别</source>
        <translation>Kind of file</translation>
    </message>
    <message>
        <source>拟审批建设项目表</source>
        <translation>Projects to be approved</translation>
    </message>
    <message>
        <source>农机购置与应用补贴</source>
        <translation>Farm machinery subsidy</translation>
    </message>
    <message>
        <source>例如：第二批</source>
        <translation>For example the second batch</translation>
    </message>
    <message>
        <source>受理台数</source>
        <translation>Machines accepted</translation>
    </message>
    <message>
        <source>台</source>
        <translation>machines</translation>
    </message>
    <message>
        <source>核验方式</source>
        <translation>Way of checking</translation>
    </message>
    <message>
        <source>例如：逐台核验；或按30%抽查。</source>
        <translation>For example each machine, or a sample of 30%.</translation>
    </message>
    <message>
        <source>受益户数</source>
        <translation>Households benefiting</translation>
    </message>
    <message>
        <source>补贴台数</source>
        <translation>Machines subsidised</translation>
    </message>
    <message>
        <source>补贴资金合计</source>
        <translation>Subsidy funds in total</translation>
    </message>
    <message>
        <source>购机者</source>
        <translation>Buyer</translation>
    </message>
    <message>
        <source>机具品目</source>
        <translation>Kind of machine</translation>
    </message>
    <message>
        <source>生产企业</source>
        <translation>Maker</translation>
    </message>
    <message>
        <source>型号</source>
        <translation>Model</translation>
    </message>
    <message>
        <source>台数</source>
        <translation>Number of machines</translation>
    </message>
    <message>
        <source>单台补贴额</source>
        <translation>Subsidy each</translation>
    </message>
    <message>
        <source>总补贴额</source>
        <translation>Subsidy total</translation>
    </message>
    <message>
        <source>出厂编号</source>
        <translation>Serial number</translation>
    </message>
    <message>
        <source>完整编号只报上级，不张贴。</source>
        <translation>The full number goes to the office above; it is not posted.</translation>
    </message>
    <message>
        <source>编号后四位</source>
        <translation>Last four of the number</translation>
    </message>
    <message>
        <source>只写后四位。</source>
        <translation>Only the last four.</translation>
    </message>
    <message>
        <source>农机购置与应用补贴受益对象名单</source>
        <translation>Recipients of the farm machinery subsidy</translation>
    </message>
    <message>
        <source>耕地地力保护补贴</source>
        <translation>Farmland fertility subsidy</translation>
    </message>
    <message>
        <source>补贴标准</source>
        <translation>Subsidy rate</translation>
    </message>
    <message>
        <source>补贴总面积</source>
        <translation>Subsidised area in total</translation>
    </message>
    <message>
        <source>补贴总金额</source>
        <translation>Subsidy in total</translation>
    </message>
    <message>
        <source>确权面积</source>
        <translation>Titled area</translation>
    </message>
    <message>
        <source>扣除面积</source>
        <translation>Deducted area</translation>
    </message>
    <message>
        <source>补贴面积</source>
        <translation>Subsidised area</translation>
    </message>
    <message>
        <source>补贴金额</source>
        <translation>Subsidy</translation>
    </message>
    <message>
        <source>耕地地力保护补贴发放名单</source>
        <translation>Recipients of the farmland subsidy</translation>
    </message>
    <message>
        <source>退耕还林还草补助</source>
        <translation>Grain-to-green subsidy</translation>
    </message>
    <message>
        <source>工程年度</source>
        <translation>Programme year</translation>
    </message>
    <message>
        <source>例如：2016年度新一轮退耕还林还草工程</source>
        <translation>For example the new programme of 2016</translation>
    </message>
    <message>
        <source>中央资金</source>
        <translation>Central funds</translation>
    </message>
    <message>
        <source>地方资金</source>
        <translation>Local funds</translation>
    </message>
    <message>
        <source>没有的填0。</source>
        <translation>0 if none.</translation>
    </message>
    <message>
        <source>合格面积合计</source>
        <translation>Approved area in total</translation>
    </message>
    <message>
        <source>金额大写</source>
        <translation>Amount in words</translation>
    </message>
    <message>
        <source>例如：陆万陆仟陆佰零叁元伍角</source>
        <translation>The amount in Chinese capital numerals</translation>
    </message>
    <message>
        <source>小班号</source>
        <translation>Sub-compartment</translation>
    </message>
    <message>
        <source>退耕面积</source>
        <translation>Converted area</translation>
    </message>
    <message>
        <source>合格面积</source>
        <translation>Approved area</translation>
    </message>
    <message>
        <source>造林树种</source>
        <translation>Species planted</translation>
    </message>
    <message>
        <source>成活率</source>
        <translation>Survival rate</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>合格面积超过了退耕面积。</source>
        <translation>The approved area is larger than the converted area.</translation>
    </message>
    <message>
        <source>退耕还林还草补助资金兑现名单</source>
        <translation>Recipients of the grain-to-green subsidy</translation>
    </message>
    <message>
        <source>草原生态保护补助奖励</source>
        <translation>Grassland ecology subsidy</translation>
    </message>
    <message>
        <source>禁牧补助标准</source>
        <translation>Grazing ban rate</translation>
    </message>
    <message>
        <source>草畜平衡奖励标准</source>
        <translation>Balance reward rate</translation>
    </message>
    <message>
        <source>承包草原总面积</source>
        <translation>Contracted grassland in total</translation>
    </message>
    <message>
        <source>资金总额</source>
        <translation>Funds in total</translation>
    </message>
    <message>
        <source>承包草原面积</source>
        <translation>Contracted grassland</translation>
    </message>
    <message>
        <source>禁牧面积</source>
        <translation>Grazing ban area</translation>
    </message>
    <message>
        <source>禁牧补助金额</source>
        <translation>Grazing ban subsidy</translation>
    </message>
    <message>
        <source>草畜平衡面积</source>
        <translation>Balance area</translation>
    </message>
    <message>
        <source>草畜平衡奖励金额</source>
        <translation>Balance reward</translation>
    </message>
    <message>
        <source>核定载畜量</source>
        <translation>Approved stocking</translation>
    </message>
    <message>
        <source>禁牧面积加草畜平衡面积超过了承包草原面积。</source>
        <translation>Grazing ban area and balance area together are larger than the contracted grassland.</translation>
    </message>
    <message>
        <source>草原生态保护补助奖励资金到户名单</source>
        <translation>Recipients of the grassland subsidy</translation>
    </message>
    <message>
        <source>审批会议</source>
        <translation>Approving meeting</translation>
    </message>
    <message>
        <source>哪一天、哪个会议审批通过。</source>
        <translation>Which meeting approved it, and when.</translation>
    </message>
    <message>
        <source>申请人</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>宅基地面积</source>
        <translation>Homestead area</translation>
    </message>
    <message>
        <source>㎡</source>
        <translation>m²</translation>
    </message>
    <message>
        <source>四至</source>
        <translation>Boundaries</translation>
    </message>
    <message>
        <source>地类</source>
        <translation>Land type</translation>
    </message>
    <message>
        <source>建筑面积</source>
        <translation>Floor area</translation>
    </message>
    <message>
        <source>层数</source>
        <translation>Floors</translation>
    </message>
    <message>
        <source>层</source>
        <translation>floors</translation>
    </message>
    <message>
        <source>建设方式</source>
        <translation>Way of building</translation>
    </message>
    <message>
        <source>批准书号</source>
        <translation>Approval number</translation>
    </message>
    <message>
        <source>农村宅基地审批结果</source>
        <translation>Homestead approvals</translation>
    </message>
    <message>
        <source>户口注销公告</source>
        <translation>Announcement of deregistration</translation>
    </message>
    <message>
        <source>拟注销的户口</source>
        <translation>Registrations to be cancelled</translation>
    </message>
    <message>
        <source>申报截止日期</source>
        <translation>Last day to report</translation>
    </message>
    <message>
        <source>申报地点</source>
        <translation>Where to report</translation>
    </message>
    <message>
        <source>申报材料</source>
        <translation>Papers to bring</translation>
    </message>
    <message>
        <source>例如：户口簿、申报人身份证件和有关证明</source>
        <translation>For example the household register, ID and other proof</translation>
    </message>
    <message>
        <source>公告天数</source>
        <translation>Days of announcement</translation>
    </message>
    <message>
        <source>受理派出所</source>
        <translation>Police station</translation>
    </message>
    <message>
        <source>出生年份</source>
        <translation>Year of birth</translation>
    </message>
    <message>
        <source>只写年份，例如：1956</source>
        <translation>Only the year, for example 1956</translation>
    </message>
    <message>
        <source>事由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>拟注销户口人员名单</source>
        <translation>Persons to be deregistered</translation>
    </message>
    <message>
        <source>征地补偿安置</source>
        <translation>Compensation and resettlement</translation>
    </message>
    <message>
        <source>征收范围</source>
        <translation>Land concerned</translation>
    </message>
    <message>
        <source>写明乡镇、村和四至。</source>
        <translation>Township, village and boundaries.</translation>
    </message>
    <message>
        <source>征收总面积</source>
        <translation>Area in total</translation>
    </message>
    <message>
        <source>征收目的</source>
        <translation>Purpose</translation>
    </message>
    <message>
        <source>对应土地管理法第四十五条的哪一项。</source>
        <translation>Which item of article 45 of the Land Administration Law.</translation>
    </message>
    <message>
        <source>土地现状</source>
        <translation>Present state of the land</translation>
    </message>
    <message>
        <source>补偿方式和标准</source>
        <translation>Way and rate of compensation</translation>
    </message>
    <message>
        <source>安置方式</source>
        <translation>Way of resettlement</translation>
    </message>
    <message>
        <source>安置对象</source>
        <translation>Who is resettled</translation>
    </message>
    <message>
        <source>社会保障</source>
        <translation>Social security</translation>
    </message>
    <message>
        <source>补偿登记截止日期</source>
        <translation>Last day to register</translation>
    </message>
    <message>
        <source>补偿登记地点</source>
        <translation>Where to register</translation>
    </message>
    <message>
        <source>听证</source>
        <translation>Hearing</translation>
    </message>
    <message>
        <source>区片</source>
        <translation>Price zone</translation>
    </message>
    <message>
        <source>区片综合地价</source>
        <translation>Zone price</translation>
    </message>
    <message>
        <source>土地补偿费</source>
        <translation>Land compensation</translation>
    </message>
    <message>
        <source>安置补助费</source>
        <translation>Resettlement aid</translation>
    </message>
    <message>
        <source>青苗和附着物补偿费</source>
        <translation>Crops and fixtures</translation>
    </message>
    <message>
        <source>征地补偿费用测算表</source>
        <translation>Reckoning of the compensation</translation>
    </message>
    <message>
        <source>征收土地公告</source>
        <translation>Announcement of land expropriation</translation>
    </message>
    <message>
        <source>批准机关</source>
        <translation>Approving authority</translation>
    </message>
    <message>
        <source>例如：青海省人民政府</source>
        <translation>For example the provincial government</translation>
    </message>
    <message>
        <source>批准文号</source>
        <translation>Approval document</translation>
    </message>
    <message>
        <source>例如：青政土〔2026〕12号</source>
        <translation>As the approval writes it</translation>
    </message>
    <message>
        <source>批准时间</source>
        <translation>Date of approval</translation>
    </message>
    <message>
        <source>收到批准文件的日期</source>
        <translation>Date the approval came in</translation>
    </message>
    <message>
        <source>从这一天起15个工作日内发布；不张贴。</source>
        <translation>Publish within 15 working days of it; not posted.</translation>
    </message>
    <message>
        <source>写明乡镇、村、组和四至。</source>
        <translation>Township, village, group and boundaries.</translation>
    </message>
    <message>
        <source>批准用途</source>
        <translation>Approved use</translation>
    </message>
    <message>
        <source>征收工作安排</source>
        <translation>How it will proceed</translation>
    </message>
    <message>
        <source>征收时间、补偿支付、交地的具体安排。</source>
        <translation>When land is taken, paid for and handed over.</translation>
    </message>
    <message>
        <source>补偿安排</source>
        <translation>Compensation arrangements</translation>
    </message>
    <message>
        <source>补偿安置协议签订情况和征地补偿安置决定。</source>
        <translation>Agreements signed and decisions made.</translation>
    </message>
    <message>
        <source>救济途径</source>
        <translation>Remedies</translation>
    </message>
    <message>
        <source>多少日内向谁申请行政复议、向哪里提起行政诉讼。</source>
        <translation>Within how many days and where to apply for review or go to court.</translation>
    </message>
    <message>
        <source>土地现状调查安排</source>
        <translation>Survey of the land</translation>
    </message>
    <message>
        <source>谁来调查、什么时候、调查什么。</source>
        <translation>Who surveys what, and when.</translation>
    </message>
    <message>
        <source>社会稳定风险评估安排</source>
        <translation>Assessment of social risks</translation>
    </message>
    <message>
        <source>联系人</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>工作人员，不写手机号。</source>
        <translation>A member of staff, without a mobile number.</translation>
    </message>
    <message>
        <source>临时救助</source>
        <translation>Temporary assistance</translation>
    </message>
    <message>
        <source>公示事项</source>
        <translation>Subject of the notice</translation>
    </message>
    <message>
        <source>救助人数</source>
        <translation>Number helped</translation>
    </message>
    <message>
        <source>救助类别</source>
        <translation>Class of assistance</translation>
    </message>
    <message>
        <source>临时救助对象名单</source>
        <translation>Recipients of temporary assistance</translation>
    </message>
    <message>
        <source>医疗救助</source>
        <translation>Medical aid</translation>
    </message>
    <message>
        <source>人次</source>
        <translation>cases</translation>
    </message>
    <message>
        <source>只写类别，不写病名和医院。</source>
        <translation>Only the class, no illness or hospital.</translation>
    </message>
    <message>
        <source>医疗救助对象名单</source>
        <translation>Recipients of medical aid</translation>
    </message>
    <message>
        <source>通知（放假、会议等）</source>
        <translation>Circular (holidays, meetings)</translation>
    </message>
    <message>
        <source>例如：2026年国庆节放假安排；标题里会写成“关于…的通知”</source>
        <translation>For example the National Day holiday of 2026; it becomes part of the title</translation>
    </message>
    <message>
        <source>通知对象</source>
        <translation>Addressees</translation>
    </message>
    <message>
        <source>例如：各村民委员会、乡属各站所</source>
        <translation>For example all village committees and township stations</translation>
    </message>
    <message>
        <source>具体安排</source>
        <translation>Arrangements</translation>
    </message>
    <message>
        <source>一条写一行。</source>
        <translation>One item a line</translation>
    </message>
    <message>
        <source>值班电话</source>
        <translation>Duty telephone</translation>
    </message>
    <message>
        <source>联系单位</source>
        <translation>Contact office</translation>
    </message>
    <message>
        <source>有事找哪个单位。</source>
        <translation>Which office to turn to.</translation>
    </message>
    <message>
        <source>一事一议筹资筹劳和财政奖补</source>
        <translation>Village levies, labour and grants</translation>
    </message>
    <message>
        <source>议事会议</source>
        <translation>Meeting held</translation>
    </message>
    <message>
        <source>哪一天、什么会议。</source>
        <translation>Which meeting, and when.</translation>
    </message>
    <message>
        <source>应到人数</source>
        <translation>Entitled to attend</translation>
    </message>
    <message>
        <source>实到人数</source>
        <translation>Attended</translation>
    </message>
    <message>
        <source>同意人数</source>
        <translation>In favour</translation>
    </message>
    <message>
        <source>筹资标准</source>
        <translation>Levy rate</translation>
    </message>
    <message>
        <source>元/人</source>
        <translation>yuan per person</translation>
    </message>
    <message>
        <source>筹劳标准</source>
        <translation>Labour rate</translation>
    </message>
    <message>
        <source>工日/劳动力</source>
        <translation>workdays per worker</translation>
    </message>
    <message>
        <source>减免办法</source>
        <translation>Exemptions</translation>
    </message>
    <message>
        <source>哪些人减免、减多少；名单不写在这里。</source>
        <translation>Who is exempted and by how much; no names here.</translation>
    </message>
    <message>
        <source>总投资</source>
        <translation>Total investment</translation>
    </message>
    <message>
        <source>财政奖补资金</source>
        <translation>Grants in total</translation>
    </message>
    <message>
        <source>村集体投入合计</source>
        <translation>Village funds in total</translation>
    </message>
    <message>
        <source>村民筹资合计</source>
        <translation>Villagers’ funds in total</translation>
    </message>
    <message>
        <source>建设内容</source>
        <translation>Works</translation>
    </message>
    <message>
        <source>财政奖补</source>
        <translation>Grant</translation>
    </message>
    <message>
        <source>村集体投入</source>
        <translation>Village funds</translation>
    </message>
    <message>
        <source>村民筹资</source>
        <translation>Villagers’ funds</translation>
    </message>
    <message>
        <source>筹劳</source>
        <translation>Labour</translation>
    </message>
    <message>
        <source>工日</source>
        <translation>workdays</translation>
    </message>
    <message>
        <source>受益人口</source>
        <translation>People benefiting</translation>
    </message>
    <message>
        <source>实到人数比应到人数还多。</source>
        <translation>More attended than were entitled to.</translation>
    </message>
    <message>
        <source>同意人数比实到人数还多。</source>
        <translation>More were in favour than attended.</translation>
    </message>
    <message>
        <source>一事一议项目表</source>
        <translation>Village projects</translation>
    </message>
    <message>
        <source>孤儿和事实无人抚养儿童保障</source>
        <translation>Support of orphans and children without carers</translation>
    </message>
    <message>
        <source>保障对象</source>
        <translation>Who is supported</translation>
    </message>
    <message>
        <source>例如：集中养育每人每月…元，分散养育每人每月…元。</source>
        <translation>For example … yuan a month in a home, … yuan in a family.</translation>
    </message>
    <message>
        <source>月总金额</source>
        <translation>Monthly total</translation>
    </message>
    <message>
        <source>其他到户补贴</source>
        <translation>Other household subsidies</translation>
    </message>
    <message>
        <source>补贴名称</source>
        <translation>Name of the subsidy</translation>
    </message>
    <message>
        <source>例如：人工饲草种植补贴</source>
        <translation>For example sown forage</translation>
    </message>
    <message>
        <source>数量单位</source>
        <translation>Unit of quantity</translation>
    </message>
    <message>
        <source>数量合计</source>
        <translation>Quantity in total</translation>
    </message>
    <message>
        <source>补贴金额合计</source>
        <translation>Subsidies in total</translation>
    </message>
    <message>
        <source>数量</source>
        <translation>Quantity</translation>
    </message>
    <message>
        <source>标准</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>到户补贴发放名单</source>
        <translation>Recipients of the subsidy</translation>
    </message>
    <message>
        <source>公益性岗位和生态管护员</source>
        <translation>Public-benefit jobs and rangers</translation>
    </message>
    <message>
        <source>岗位名称</source>
        <translation>Job title</translation>
    </message>
    <message>
        <source>例如：草原生态管护员</source>
        <translation>For example grassland ranger</translation>
    </message>
    <message>
        <source>岗位数</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>岗位补贴标准</source>
        <translation>Job subsidy rate</translation>
    </message>
    <message>
        <source>聘期</source>
        <translation>Term</translation>
    </message>
    <message>
        <source>例如：2026年10月至2027年9月</source>
        <translation>For example October 2026 to September 2027</translation>
    </message>
    <message>
        <source>聘用条件</source>
        <translation>Requirements</translation>
    </message>
    <message>
        <source>选聘程序</source>
        <translation>Way of selection</translation>
    </message>
    <message>
        <source>性别</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>只写年份；不张贴。</source>
        <translation>Only the year; not posted.</translation>
    </message>
    <message>
        <source>岗位</source>
        <translation>Job</translation>
    </message>
    <message>
        <source>月补贴</source>
        <translation>Monthly subsidy</translation>
    </message>
    <message>
        <source>管护区域</source>
        <translation>Area guarded</translation>
    </message>
    <message>
        <source>公益性岗位人员名单</source>
        <translation>Holders of public-benefit jobs</translation>
    </message>
    <message>
        <source>财政衔接推进乡村振兴补助资金项目</source>
        <translation>Rural revitalisation fund projects</translation>
    </message>
    <message>
        <source>资金文号</source>
        <translation>Document of the funds</translation>
    </message>
    <message>
        <source>例如：财农〔2023〕11号</source>
        <translation>As the document writes it</translation>
    </message>
    <message>
        <source>例如：第一批</source>
        <translation>For example the first batch</translation>
    </message>
    <message>
        <source>审议会议</source>
        <translation>Deciding meeting</translation>
    </message>
    <message>
        <source>哪一天、哪个会议审议通过。</source>
        <translation>Which meeting passed it, and when.</translation>
    </message>
    <message>
        <source>安排原则</source>
        <translation>Principles</translation>
    </message>
    <message>
        <source>资金按什么原则安排到这些项目，例如：产业优先、集中财力办成几件实事。</source>
        <translation>By which principles the funds went to these projects, for example industry first.</translation>
    </message>
    <message>
        <source>项目类型</source>
        <translation>Type of project</translation>
    </message>
    <message>
        <source>建设内容及规模</source>
        <translation>Works and their size</translation>
    </message>
    <message>
        <source>资金规模</source>
        <translation>Size of the funds</translation>
    </message>
    <message>
        <source>资金来源</source>
        <translation>Source of the funds</translation>
    </message>
    <message>
        <source>实施期限</source>
        <translation>Period of works</translation>
    </message>
    <message>
        <source>绩效目标</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>受益户数人数</source>
        <translation>Households and people benefiting</translation>
    </message>
    <message>
        <source>联农带农机制</source>
        <translation>How farmers take part</translation>
    </message>
    <message>
        <source>实施单位</source>
        <translation>Carried out by</translation>
    </message>
    <message>
        <source>责任人</source>
        <translation>Person responsible</translation>
    </message>
    <message>
        <source>财政衔接推进乡村振兴补助资金项目表</source>
        <translation>Projects of the revitalisation funds</translation>
    </message>
    <message>
        <source>城乡居民养老、医疗保险缴费和待遇</source>
        <translation>Residents’ pension and medical insurance</translation>
    </message>
    <message>
        <source>险种</source>
        <translation>Insurance</translation>
    </message>
    <message>
        <source>公示对象</source>
        <translation>Who is listed</translation>
    </message>
    <message>
        <source>金额合计</source>
        <translation>Amounts in total</translation>
    </message>
    <message>
        <source>城乡居民保险公示名单</source>
        <translation>Residents’ insurance list</translation>
    </message>
    <message>
        <source>特困人员救助供养</source>
        <translation>Support of persons in extreme hardship</translation>
    </message>
    <message>
        <source>供养标准</source>
        <translation>Support rate</translation>
    </message>
    <message>
        <source>基本生活标准和照料护理标准各是多少。</source>
        <translation>How much for living and how much for care.</translation>
    </message>
    <message>
        <source>月供养金合计</source>
        <translation>Monthly support in total</translation>
    </message>
    <message>
        <source>供养方式</source>
        <translation>Way of support</translation>
    </message>
    <message>
        <source>照料护理等级</source>
        <translation>Care grade</translation>
    </message>
    <message>
        <source>能看出自理能力，不张贴。</source>
        <translation>It tells how much help a person needs; not posted.</translation>
    </message>
    <message>
        <source>照料护理费</source>
        <translation>Care fee</translation>
    </message>
    <message>
        <source>月供养金</source>
        <translation>Monthly support</translation>
    </message>
    <message>
        <source>照料护理费比月供养金还多，请核对月供养金是不是含了照料护理费。</source>
        <translation>The care fee is more than the monthly support. Check whether the support includes it.</translation>
    </message>
    <message>
        <source>特困人员救助供养对象名单</source>
        <translation>Persons in extreme hardship supported</translation>
    </message>
    <message>
        <source>期初余额</source>
        <translation>Opening balance</translation>
    </message>
    <message>
        <source>收入合计</source>
        <translation>Income in total</translation>
    </message>
    <message>
        <source>支出合计</source>
        <translation>Expenses in total</translation>
    </message>
    <message>
        <source>期末余额</source>
        <translation>Closing balance</translation>
    </message>
    <message>
        <source>债权债务</source>
        <translation>Claims and debts</translation>
    </message>
    <message>
        <source>应收、应付各多少；没有的写“无”。</source>
        <translation>Receivable and payable; write that there are none.</translation>
    </message>
    <message>
        <source>资产资源</source>
        <translation>Assets and resources</translation>
    </message>
    <message>
        <source>固定资产、机动地、光伏电站等。</source>
        <translation>Fixed assets, reserve land, solar plants and so on.</translation>
    </message>
    <message>
        <source>审核情况</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>例如：2026年9月14日村务监督委员会审核</source>
        <translation>For example audited by the supervision committee on 14 September 2026</translation>
    </message>
    <message>
        <source>公布天数</source>
        <translation>Days on view</translation>
    </message>
    <message>
        <source>凭证号</source>
        <translation>Voucher</translation>
    </message>
    <message>
        <source>摘要</source>
        <translation>Entry</translation>
    </message>
    <message>
        <source>收入</source>
        <translation>Income</translation>
    </message>
    <message>
        <source>支出</source>
        <translation>Expense</translation>
    </message>
    <message>
        <source>结余</source>
        <translation>Balance</translation>
    </message>
    <message>
        <source>经手人</source>
        <translation>Handled by</translation>
    </message>
    <message>
        <source>审批人</source>
        <translation>Approved by</translation>
    </message>
    <message>
        <source>期初余额加收入，和期末余额加支出不相等，请核对。</source>
        <translation>Opening balance and income do not equal closing balance and expenses. Check them.</translation>
    </message>
    <message>
        <source>财务收支明细表</source>
        <translation>Income and expenses</translation>
    </message>
    <message>
        <source>一、总体情况</source>
        <translation>1. General situation</translation>
    </message>
    <message>
        <source>二、主动公开政府信息情况</source>
        <translation>2. Proactive disclosure</translation>
    </message>
    <message>
        <source>本年制发件数</source>
        <translation>Issued this year</translation>
    </message>
    <message>
        <source>本年废止件数</source>
        <translation>Repealed this year</translation>
    </message>
    <message>
        <source>现行有效件数</source>
        <translation>In force</translation>
    </message>
    <message>
        <source>规章</source>
        <translation>Rules</translation>
    </message>
    <message>
        <source>行政规范性文件</source>
        <translation>Normative documents</translation>
    </message>
    <message>
        <source>本年处理决定数量</source>
        <translation>Decisions this year</translation>
    </message>
    <message>
        <source>行政许可</source>
        <translation>Permits</translation>
    </message>
    <message>
        <source>行政处罚</source>
        <translation>Penalties</translation>
    </message>
    <message>
        <source>行政强制</source>
        <translation>Coercive measures</translation>
    </message>
    <message>
        <source>本年收费金额(单位：万元)</source>
        <translation>Charges this year (10,000 yuan)</translation>
    </message>
    <message>
        <source>三、收到和处理政府信息公开申请情况</source>
        <translation>3. Applications received and handled</translation>
    </message>
    <message>
        <source>自然人</source>
        <translation>Natural persons</translation>
    </message>
    <message>
        <source>申请人情况</source>
        <translation>Applicants</translation>
    </message>
    <message>
        <source>商业企业</source>
        <translation>Firms</translation>
    </message>
    <message>
        <source>法人或其他组织</source>
        <translation>Legal persons and organisations</translation>
    </message>
    <message>
        <source>科研机构</source>
        <translation>Research institutes</translation>
    </message>
    <message>
        <source>社会公益组织</source>
        <translation>Charities</translation>
    </message>
    <message>
        <source>法律服务机构</source>
        <translation>Legal services</translation>
    </message>
    <message>
        <source>总计</source>
        <translation>Grand total</translation>
    </message>
    <message>
        <source>本年新收政府信息公开申请数量</source>
        <translation>Applications received this year</translation>
    </message>
    <message>
        <source>上年结转政府信息公开申请数量</source>
        <translation>Carried over from last year</translation>
    </message>
    <message>
        <source>予以公开</source>
        <translation>Disclosed</translation>
    </message>
    <message>
        <source>部分公开（区分处理的，只计这一情形，不计其他情形）</source>
        <translation>Partly disclosed (counted only here)</translation>
    </message>
    <message>
        <source>属于国家秘密</source>
        <translation>State secret</translation>
    </message>
    <message>
        <source>其他法律行政法规禁止公开</source>
        <translation>Forbidden by other laws</translation>
    </message>
    <message>
        <source>危及“三安全一稳定”</source>
        <translation>Endangers security or stability</translation>
    </message>
    <message>
        <source>保护第三方合法权益</source>
        <translation>Protects third parties</translation>
    </message>
    <message>
        <source>属于三类内部事务信息</source>
        <translation>Internal affairs</translation>
    </message>
    <message>
        <source>属于四类过程性信息</source>
        <translation>Work in progress</translation>
    </message>
    <message>
        <source>属于行政执法案卷</source>
        <translation>Case file</translation>
    </message>
    <message>
        <source>属于行政查询事项</source>
        <translation>Administrative enquiry</translation>
    </message>
    <message>
        <source>本机关不掌握相关政府信息</source>
        <translation>Not held by this office</translation>
    </message>
    <message>
        <source>无法提供</source>
        <translation>Cannot be provided</translation>
    </message>
    <message>
        <source>没有现成信息需要另行制作</source>
        <translation>Would have to be made</translation>
    </message>
    <message>
        <source>补正后申请内容仍不明确</source>
        <translation>Still unclear after correction</translation>
    </message>
    <message>
        <source>信访举报投诉类申请</source>
        <translation>Petition or complaint</translation>
    </message>
    <message>
        <source>不予处理</source>
        <translation>Not handled</translation>
    </message>
    <message>
        <source>重复申请</source>
        <translation>Repeated application</translation>
    </message>
    <message>
        <source>要求提供公开出版物</source>
        <translation>Asks for publications</translation>
    </message>
    <message>
        <source>无正当理由大量反复申请</source>
        <translation>Many applications without cause</translation>
    </message>
    <message>
        <source>要求行政机关确认或重新出具已获取信息</source>
        <translation>Asks to confirm what was already given</translation>
    </message>
    <message>
        <source>申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请</source>
        <translation>Not corrected in time without cause</translation>
    </message>
    <message>
        <source>其他处理</source>
        <translation>Handled otherwise</translation>
    </message>
    <message>
        <source>申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请</source>
        <translation>Fee not paid in time</translation>
    </message>
    <message>
        <source>结转下年度继续办理</source>
        <translation>Carried over to next year</translation>
    </message>
    <message>
        <source>四、政府信息公开行政复议、行政诉讼情况</source>
        <translation>4. Administrative review and lawsuits</translation>
    </message>
    <message>
        <source>结果维持</source>
        <translation>Upheld</translation>
    </message>
    <message>
        <source>行政复议</source>
        <translation>Administrative review</translation>
    </message>
    <message>
        <source>结果纠正</source>
        <translation>Corrected</translation>
    </message>
    <message>
        <source>其他结果</source>
        <translation>Other outcome</translation>
    </message>
    <message>
        <source>尚未审结</source>
        <translation>Pending</translation>
    </message>
    <message>
        <source>行政诉讼-未经复议直接起诉</source>
        <translation>Lawsuit without review</translation>
    </message>
    <message>
        <source>行政诉讼-复议后起诉</source>
        <translation>Lawsuit after review</translation>
    </message>
    <message>
        <source>本年数</source>
        <translation>This year</translation>
    </message>
    <message>
        <source>五、存在的主要问题及改进情况</source>
        <translation>5. Main problems and improvements</translation>
    </message>
    <message>
        <source>六、其他需要报告的事项</source>
        <translation>6. Other matters to report</translation>
    </message>
</context>
</TS>
