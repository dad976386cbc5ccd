<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name></name>
    <message>
        <source>窗口的画面没有画出来。</source>
        <translation>The pictures of the window were not drawn.</translation>
    </message>
    <message>
        <source>“{folder}”里有别的文件（{strange}），不能整个换掉。</source>
        <translation>“{folder}” holds other files ({strange}), so it cannot be replaced as a whole.</translation>
    </message>
    <message>
        <source>原有的文件没有动。</source>
        <translation>The existing file was left as it was.</translation>
    </message>
    <message>
        <source>请换一个新的或空的文件夹。</source>
        <translation>Choose a new or empty folder.</translation>
    </message>
    <message>
        <source>没有“{strange}”这一行或这一列。</source>
        <translation>There is no row or column “{strange}”.</translation>
    </message>
    <message>
        <source>“{part}”不能是空的。</source>
        <translation>“{part}” must not be empty.</translation>
    </message>
    <message>
        <source>没有“{code}”这张表单。</source>
        <translation>There is no form “{code}”.</translation>
    </message>
    <message>
        <source>什么都没有改动。</source>
        <translation>Nothing was changed.</translation>
    </message>
    <message>
        <source>可用的表单：{known}、{general}。</source>
        <translation>Forms you can use: {known}, {general}.</translation>
    </message>
    <message>
        <source>这里应当是若干“名称: 内容”，现在是{kind_of}。</source>
        <translation>“name: content” pairs are expected here, but this is {kind_of}.</translation>
    </message>
    <message>
        <source>缺少“{key}”。</source>
        <translation>“{key}” is missing.</translation>
    </message>
    <message>
        <source>“{key}”应当是一个列表，现在是{kind_of}。</source>
        <translation>“{key}” must be a list, but it is {kind_of}.</translation>
    </message>
    <message>
        <source>{where}应当是文字，现在是{kind_of}。</source>
        <translation>{where} must be text, but it is {kind_of}.</translation>
    </message>
    <message>
        <source>“{key}”不能是空的。</source>
        <translation>“{key}” must not be empty.</translation>
    </message>
    <message>
        <source>{where}应当是整数，现在是{kind_of}。</source>
        <translation>{where} must be a whole number, but it is {kind_of}.</translation>
    </message>
    <message>
        <source>“{key}”应当是 true 或 false，现在是{kind_of}。</source>
        <translation>“{key}” must be true or false, but it is {kind_of}.</translation>
    </message>
    <message>
        <source>“{text}”不在可用的值里，只能是：{known}。</source>
        <translation>“{text}” is not an allowed value. Allowed: {known}.</translation>
    </message>
    <message>
        <source>公开要素不能是空的。</source>
        <translation>The elements to disclose must not be empty.</translation>
    </message>
    <message>
        <source>共用要素“{name}”里没有“{missing}”，去不掉。</source>
        <translation>The shared set “{name}” has no “{missing}” to take out.</translation>
    </message>
    <message>
        <source>天数要大于 0，现在是 {amount}。</source>
        <translation>The number of days must be above 0, but it is {amount}.</translation>
    </message>
    <message>
        <source>有天数的时限要用“start”写明从哪一天算起。</source>
        <translation>A time limit in days must say in “start” from which day it counts.</translation>
    </message>
    <message>
        <source>公开时限至少要有一个阶段（stages）。</source>
        <translation>A time limit needs at least one stage (stages).</translation>
    </message>
    <message>
        <source>公开渠道不能是空的。</source>
        <translation>The channels must not be empty.</translation>
    </message>
    <message>
        <source>公开对象要么是全社会，要么写明是哪些人。</source>
        <translation>The audience is either the whole public, or says who it is.</translation>
    </message>
    <message>
        <source>已由单位核对的，要写明单位（by）和日期（on）。</source>
        <translation>What an office has verified must name the office (by) and the date (on).</translation>
    </message>
    <message>
        <source>不得张贴的事项，要用“publish_instead”写明改为公布什么。</source>
        <translation>A matter that must not be posted needs “publish_instead”: what is disclosed instead.</translation>
    </message>
    <message>
        <source>{what}“{name}”没有登记过。</source>
        <translation>{what} “{name}” is not registered.</translation>
    </message>
    <message>
        <source>共用的栏目要写在 {common} 里，这个文件没有或者有错。</source>
        <translation>The shared entries belong in {common}; that file is missing or has a fault.</translation>
    </message>
    <message>
        <source>共用的栏目里没有“{key}”。</source>
        <translation>The shared entries have no “{key}”.</translation>
    </message>
    <message>
        <source>共用的名单列里没有“{key}”。</source>
        <translation>The shared roster columns have no “{key}”.</translation>
    </message>
    <message>
        <source>“{label}”必须填写，不能收起来（rare 要和 required: false 一起写）。</source>
        <translation>“{label}” is required and cannot be folded away (rare goes with required: false).</translation>
    </message>
    <message>
        <source>“{label}”是选择项，要用“choices”写出可以选什么。</source>
        <translation>“{label}” is a choice: list in “choices” what can be chosen.</translation>
    </message>
    <message>
        <source>“{relation}”不在可用的值里，只能是：{known}。</source>
        <translation>“{relation}” is not an allowed value. Allowed: {known}.</translation>
    </message>
    <message>
        <source>“{key}”在这张表单里用了两次。</source>
        <translation>“{key}” is used twice in this form.</translation>
    </message>
    <message>
        <source>名单里没有“{computed_from}”可算。</source>
        <translation>The roster has no “{computed_from}” to compute from.</translation>
    </message>
    <message>
        <source>算式里的“{name}”在这张表单里没有。</source>
        <translation>“{name}” in the formula is not in this form.</translation>
    </message>
    <message>
        <source>表单代码“{code}”要和文件名“{stem}”一样。</source>
        <translation>The form’s code “{code}” must equal the file name “{stem}”.</translation>
    </message>
    <message>
        <source>帮助和手册的文件缺了，或者坏了。</source>
        <translation>The files of the help and the manual are missing or damaged.</translation>
    </message>
    <message>
        <source>记录没有受影响，别的都照常能用。</source>
        <translation>Your records are not affected; everything else works as usual.</translation>
    </message>
    <message>
        <source>请把程序重新装一次。</source>
        <translation>Install the program again.</translation>
    </message>
    <message>
        <source>这个文件不是 UTF-8 编码，请用 UTF-8 另存一次。</source>
        <translation>This file is not UTF-8. Save it once more as UTF-8.</translation>
    </message>
    <message>
        <source>写法不对：{reason}。</source>
        <translation>Not well written: {reason}.</translation>
    </message>
    <message>
        <source>有一个日期或数字是不可能的，例如二月三十日。</source>
        <translation>A date or number here is impossible, such as 30 February.</translation>
    </message>
    <message>
        <source>这个文件是空的，或开头不是“名称: 内容”。</source>
        <translation>This file is empty, or does not begin with “name: content”.</translation>
    </message>
    <message>
        <source>一层套一层，套得太深了。</source>
        <translation>The nesting is too deep.</translation>
    </message>
    <message>
        <source>年份要从小到大连着写，一直写到 {last}年。</source>
        <translation>Write the years in order without gaps, up to {last}.</translation>
    </message>
    <message>
        <source>{both} 既写了放假，又写了上班。</source>
        <translation>{both} is given both as a day off and as a working day.</translation>
    </message>
    <message>
        <source>“{value}”的后一个日期早于前一个。</source>
        <translation>In “{value}” the second date is before the first.</translation>
    </message>
    <message>
        <source>“{value}”不是日期，应写成 2026-10-01 这样。</source>
        <translation>“{value}” is not a date; write it like 2026-10-01.</translation>
    </message>
    <message>
        <source>这个正则表达式写得不对。</source>
        <translation>This regular expression is not well written.</translation>
    </message>
    <message>
        <source>写了文号，还要用“doc_no_mark”写明文号核对过没有。</source>
        <translation>A document number also needs “doc_no_mark”: whether it was verified.</translation>
    </message>
    <message>
        <source>编号“{name}”用了两次。</source>
        <translation>The identifier “{name}” is used twice.</translation>
    </message>
    <message>
        <source>程序里的放假安排只到 {last_year}年，算不出 {year}年的工作日。</source>
        <translation>The program’s holiday calendar ends with {last_year}; working days of {year} cannot be counted.</translation>
    </message>
    <message>
        <source>请先收县里发的日历包。</source>
        <translation>First take in the calendar pack issued by the county.</translation>
    </message>
    <message>
        <source>程序里的放假安排从 {first_year}年开始，算不出 {year}年的工作日。</source>
        <translation>The program’s holiday calendar begins with {first_year}; working days of {year} cannot be counted.</translation>
    </message>
    <message>
        <source>请核对日期是不是写错了年份。</source>
        <translation>Check whether the year of the date is wrong.</translation>
    </message>
    <message>
        <source>没有找到行政区划代码“{code}”。</source>
        <translation>There is no division with the code “{code}”.</translation>
    </message>
    <message>
        <source>请看一下代码有没有少一位，县级6位，乡级9位，村级12位。</source>
        <translation>Check whether a digit is missing: 6 digits for a county, 9 for a township, 12 for a village.</translation>
    </message>
    <message>
        <source>“{title}”现在是“{state_words}”，不能{words}。</source>
        <translation>“{title}” is in the state “{state_words}”; the step “{words}” is not open.</translation>
    </message>
    <message>
        <source>记录没有改动。</source>
        <translation>The record is unchanged.</translation>
    </message>
    <message>
        <source>请刷新后再看这条记录到了哪一步。</source>
        <translation>Refresh, and see how far this record has come.</translation>
    </message>
    <message>
        <source>{words}要由“{role_words}”的账户来做，您现在是“{role_words2}”。</source>
        <translation>“{words}” is for accounts in the role “{role_words}”; yours is “{role_words2}”.</translation>
    </message>
    <message>
        <source>请换账户，或请有这个职责的同事来做。</source>
        <translation>Switch accounts, or ask a colleague with that role.</translation>
    </message>
    <message>
        <source>这条是您起草的，要由另一位同事来做。</source>
        <translation>You drafted this one, so another colleague has to do this step.</translation>
    </message>
    <message>
        <source>这条记录前面的一步已经由您做过，这一步要由另一位同事来做。</source>
        <translation>You have already done an earlier step of this record, so another colleague has to do this one.</translation>
    </message>
    <message>
        <source>编号写法里不认识“{strange}”。</source>
        <translation>The pattern contains “{strange}”, which is not known.</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>可以用的有：{known}。</source>
        <translation>You can use: {known}.</translation>
    </message>
    <message>
        <source>编号写法里没有{parts}。</source>
        <translation>The pattern lacks: {parts}.</translation>
    </message>
    <message>
        <source>请写上 {{{name}}}，号码才不会重。</source>
        <translation>Add {{{name}}}, so that no number comes twice.</translation>
    </message>
    <message>
        <source>编号写法里没有单位。</source>
        <translation>The pattern does not name the office.</translation>
    </message>
    <message>
        <source>请写上 {org} 或 {credit_code}，别的单位才不会编出同样的号。</source>
        <translation>Add {org} or {credit_code}, so that no other office makes the same numbers.</translation>
    </message>
    <message>
        <source>编号写法用到了统一社会信用代码，还没有填。</source>
        <translation>The pattern uses the unified social credit code, which is not filled in yet.</translation>
    </message>
    <message>
        <source>请填上本单位的18位代码。</source>
        <translation>Fill in the office’s 18-character code.</translation>
    </message>
    <message>
        <source>没有号段，也没有本机标记，两台电脑会编出同样的号。</source>
        <translation>There is neither a block nor a mark of this computer; two computers would make the same numbers.</translation>
    </message>
    <message>
        <source>号段只能是 0 到 9，写的是 {block}。</source>
        <translation>A block can only be 0 to 9, but it is {block}.</translation>
    </message>
    <message>
        <source>请重新写。</source>
        <translation>Write it again.</translation>
    </message>
    <message>
        <source>本机号段 {block} 今年的号用完了。</source>
        <translation>Block {block} of this computer has no numbers left for this year.</translation>
    </message>
    <message>
        <source>记录没有签发，没有改动。</source>
        <translation>The record was not issued and not changed.</translation>
    </message>
    <message>
        <source>请管理员换一个没用过的号段。</source>
        <translation>Ask the administrator for a block that is not in use.</translation>
    </message>
    <message>
        <source>编号的写法读不懂。</source>
        <translation>The pattern of numbers cannot be understood.</translation>
    </message>
    <message>
        <source>照这个写法编出的号太长，或带空格。</source>
        <translation>Numbers of this pattern are too long or contain spaces.</translation>
    </message>
    <message>
        <source>请改短，不超过 {longest} 个字符，不用空格。</source>
        <translation>Make it shorter: at most {longest} characters, no spaces.</translation>
    </message>
    <message>
        <source>编号里有空的部分（null）。</source>
        <translation>A part of the number is empty (null).</translation>
    </message>
    <message>
        <source>请看一下写法和单位代码。</source>
        <translation>Check the pattern and the office’s code.</translation>
    </message>
    <message>
        <source>文件没有动。</source>
        <translation>The file is untouched.</translation>
    </message>
    <message>
        <source>请重新写出一份，把数填进去，不要增删行和列。</source>
        <translation>Write the sheet out again and fill in the figures without adding or deleting rows and columns.</translation>
    </message>
    <message>
        <source>请打开这个文件夹，选里面的表格文件。</source>
        <translation>Open the folder and choose the table in it.</translation>
    </message>
    <message>
        <source>请看一下是不是选错了文件。</source>
        <translation>Check whether you chose the wrong file.</translation>
    </message>
    <message>
        <source>请把表格复制到Excel里再导入。</source>
        <translation>Copy the table into Excel and import that.</translation>
    </message>
    <message>
        <source>“{name}”里没有找到公开目录的表头。</source>
        <translation>No heading of a disclosure catalogue was found in “{name}”.</translation>
    </message>
    <message>
        <source>表头要有“公开事项（一级、二级）、公开内容（要素）、公开时限、公开主体”等栏目，请核对后再导入。</source>
        <translation>The heading must have columns for matters (levels 1 and 2), content, time limit and office. Check it and import again.</translation>
    </message>
    <message>
        <source>空的</source>
        <translation>nothing</translation>
    </message>
    <message>
        <source>RTF格式</source>
        <translation>RTF</translation>
    </message>
    <message>
        <source>幻灯片</source>
        <translation>slides</translation>
    </message>
    <message>
        <source>压缩包</source>
        <translation>an archive</translation>
    </message>
    <message>
        <source>打不开“{name}”。</source>
        <translation>“{name}” cannot be opened.</translation>
    </message>
    <message>
        <source>这张照片超过 40 MB。</source>
        <translation>This photo is larger than 40 MB.</translation>
    </message>
    <message>
        <source>请用普通清晰度再拍一张。</source>
        <translation>Take it again at normal quality.</translation>
    </message>
    <message>
        <source>这是苹果手机的 HEIC 照片，本程序读不了。</source>
        <translation>This is an iPhone HEIC photo, which the program cannot read.</translation>
    </message>
    <message>
        <source>请在手机“设置—相机—格式”里选“兼容性最佳”再拍，或把照片转成 jpg。</source>
        <translation>Set the camera format of the phone to “Most compatible” and take it again, or convert the photo to jpg.</translation>
    </message>
    <message>
        <source>这个文件不是 jpg、png 或 webp 照片。</source>
        <translation>This file is not a jpg, png or webp photo.</translation>
    </message>
    <message>
        <source>这张照片不完整，打不开。</source>
        <translation>This photo is incomplete and cannot be opened.</translation>
    </message>
    <message>
        <source>请从手机里重新复制一次。</source>
        <translation>Copy it from the phone again.</translation>
    </message>
    <message>
        <source>原来的文件没有动。</source>
        <translation>The file is untouched.</translation>
    </message>
    <message>
        <source>请用Excel或WPS打开，去掉密码或多余的行列，另存一份再检查。</source>
        <translation>Open it in Excel or WPS, remove the password or needless rows and columns, save a copy and check that.</translation>
    </message>
    <message>
        <source>“{name}”是老格式的Word文件（.doc）。</source>
        <translation>“{name}” is a Word file of the old format (.doc).</translation>
    </message>
    <message>
        <source>请用Word或WPS打开它，另存为“.docx”再导入。</source>
        <translation>Open it in Word or WPS, save it as “.docx” and import that.</translation>
    </message>
    <message>
        <source>“{name}”里没有表格。</source>
        <translation>There is no table in “{name}”.</translation>
    </message>
    <message>
        <source>手册要用的画面“{name}”读不出来。</source>
        <translation>The picture “{name}” for the manual cannot be read.</translation>
    </message>
    <message>
        <source>手册没有生成，记录没有受影响。</source>
        <translation>The manual was not made; your records are not affected.</translation>
    </message>
    <message>
        <source>请先把窗口的画面重新画一次。</source>
        <translation>Draw the pictures of the window once more first.</translation>
    </message>
    <message>
        <source>没有“{kind}”这种公示的模板。</source>
        <translation>There is no template for notices of the kind “{kind}”.</translation>
    </message>
    <message>
        <source>公示没有生成，记录没有改动。</source>
        <translation>No notice was made; the record was not changed.</translation>
    </message>
    <message>
        <source>请改用通用公示，或请县里补上这种模板。</source>
        <translation>Use the general notice, or ask the county for this template.</translation>
    </message>
    <message>
        <source>读不出来</source>
        <translation>cannot be read</translation>
    </message>
    <message>
        <source>缺少或写错了“{args}”</source>
        <translation>missing or badly written: “{args}”</translation>
    </message>
    <message>
        <source>没有“{paper}”这种纸型。</source>
        <translation>There is no paper size “{paper}”.</translation>
    </message>
    <message>
        <source>公示没有生成。</source>
        <translation>No notice was made.</translation>
    </message>
    <message>
        <source>请改用 A4 或 A3。</source>
        <translation>Use A4 or A3.</translation>
    </message>
    <message>
        <source>没有“{language}”这种文字的用语表。</source>
        <translation>There is no phrase list for the language “{language}”.</translation>
    </message>
    <message>
        <source>现在能加的文字有：bo（藏文）。</source>
        <translation>Languages that can be added now: bo (Tibetan).</translation>
    </message>
    <message>
        <source>用语表“phrases/{language}.yaml”用不了。</source>
        <translation>The phrase list “phrases/{language}.yaml” cannot be used.</translation>
    </message>
    <message>
        <source>请把这句话告诉县里负责模板的人，改好后再生成。</source>
        <translation>Tell this to whoever keeps the templates at the county, and make the notice again when it is mended.</translation>
    </message>
    <message>
        <source>二维码里要放的内容太长，放不下。</source>
        <translation>There is too much content for a QR code.</translation>
    </message>
    <message>
        <source>请把标题改短一些再试。</source>
        <translation>Shorten the title and try again.</translation>
    </message>
    <message>
        <source>什么都没有写。</source>
        <translation>Nothing was written.</translation>
    </message>
    <message>
        <source>请改用文件。</source>
        <translation>Use a file instead.</translation>
    </message>
    <message>
        <source>样例文件“{kind}/sample.yaml”用不了。</source>
        <translation>The sample file “{kind}/sample.yaml” cannot be used.</translation>
    </message>
    <message>
        <source>请把这句话告诉县里负责模板的人。</source>
        <translation>Tell this to whoever keeps the templates at the county.</translation>
    </message>
    <message>
        <source>模板“{name}”里用到了“{message}”，这条记录没有这一项。</source>
        <translation>The template “{name}” uses “{message}”, which this record does not have.</translation>
    </message>
    <message>
        <source>请把这句话告诉县里负责模板的人，改好模板后再生成。</source>
        <translation>Tell this to whoever keeps the templates at the county, and make the notice again when the template is mended.</translation>
    </message>
    <message>
        <source>写法不对</source>
        <translation>not well written</translation>
    </message>
    <message>
        <source>模板“{name}”里有一处要求日期或数字，这条记录填的不是。</source>
        <translation>The template “{name}” needs a date or a number where the record has none.</translation>
    </message>
    <message>
        <source>请看一下记录里的日期和数字是否填对。</source>
        <translation>Check the dates and numbers in the record.</translation>
    </message>
    <message>
        <source>用了不允许的写法（{name}）</source>
        <translation>something not allowed is used ({name})</translation>
    </message>
    <message>
        <source>循环套得太深</source>
        <translation>the loops are nested too deep</translation>
    </message>
    <message>
        <source>有一个循环不是在列表上走的</source>
        <translation>a loop does not run over a list</translation>
    </message>
    <message>
        <source>的循环加起来超过{most_turns}次</source>
        <translation> has loops of more than {most_turns} turns in all</translation>
    </message>
    <message>
        <source>模板文件“{kind}/notice.md”读不出来。</source>
        <translation>The template file “{kind}/notice.md” cannot be read.</translation>
    </message>
    <message>
        <source>请重新安装本程序，或请县里重发模板。</source>
        <translation>Install this program again, or ask the county to send the templates again.</translation>
    </message>
    <message>
        <source>“{label}”还没有填，公示里要写这一项。</source>
        <translation>“{label}” is not filled in, and the notice has to state it.</translation>
    </message>
    <message>
        <source>请回到记录，填上“{label}”再生成。</source>
        <translation>Go back to the record, fill in “{label}”, and make the notice again.</translation>
    </message>
    <message>
        <source>表单里的算式“{text}”写得不对。</source>
        <translation>The formula “{text}” in the form is wrong.</translation>
    </message>
    <message>
        <source>请用 + 和 * 把栏目名连起来。</source>
        <translation>Join names of entries with + and *.</translation>
    </message>
    <message>
        <source>Excel把账号改坏了，后几位已经丢了。</source>
        <translation>Excel spoilt the account number; its last digits are lost.</translation>
    </message>
    <message>
        <source>账号被遮住了几位。</source>
        <translation>Part of the account number is masked.</translation>
    </message>
    <message>
        <source>这一列只报上级，请填完整的账号。</source>
        <translation>This column goes to the office above only: enter the full account number.</translation>
    </message>
    <message>
        <source>账号里有不是数字的字。</source>
        <translation>The account number holds characters that are not digits.</translation>
    </message>
    <message>
        <source>请只填账号，开户行写到备注里。</source>
        <translation>Enter only the number; the bank belongs into the remark.</translation>
    </message>
    <message>
        <source>账号是{text}位，不像银行账号。</source>
        <translation>The number has {text} digits, which is no bank account.</translation>
    </message>
    <message>
        <source>请对照存折或卡再看一遍。</source>
        <translation>Compare it with the passbook or card.</translation>
    </message>
    <message>
        <source>“{shown}”不在可选的里面。</source>
        <translation>“{shown}” is not one of the choices.</translation>
    </message>
    <message>
        <source>可以选：{known}。</source>
        <translation>Choose from: {known}.</translation>
    </message>
    <message>
        <source>“{shown}”看不出是还是否。</source>
        <translation>“{shown}” is neither yes nor no.</translation>
    </message>
    <message>
        <source>请写“是”或“否”。</source>
        <translation>Write Y or N.</translation>
    </message>
    <message>
        <source>“{shown}”的年份只有两位。</source>
        <translation>The year of “{shown}” has only two digits.</translation>
    </message>
    <message>
        <source>年份请写四位，例如 2026-09-14。</source>
        <translation>Write the year with four digits, for example 2026-09-14.</translation>
    </message>
    <message>
        <source>“{shown}”像是Excel内部的日期序号。</source>
        <translation>“{shown}” looks like Excel’s internal number of a date.</translation>
    </message>
    <message>
        <source>“{shown}”不是日期。</source>
        <translation>“{shown}” is not a date.</translation>
    </message>
    <message>
        <source>年份“{year}”不像是真的。</source>
        <translation>The year “{year}” does not look real.</translation>
    </message>
    <message>
        <source>一年没有{month}月。</source>
        <translation>There is no month {month}.</translation>
    </message>
    <message>
        <source>请再看一下日期。</source>
        <translation>Look at the date again.</translation>
    </message>
    <message>
        <source>{year}年{month}月没有{day}日。</source>
        <translation>Month {month} of {year} has no day {day}.</translation>
    </message>
    <message>
        <source>“{shown}”不是起止日期。</source>
        <translation>“{shown}” is not a first and last date.</translation>
    </message>
    <message>
        <source>请写成 2026年1月1日至2026年12月31日。</source>
        <translation>Write it as 2026-1-1 to 2026-12-31, with two hyphens between.</translation>
    </message>
    <message>
        <source>结束日期早于开始日期。</source>
        <translation>The last date is before the first.</translation>
    </message>
    <message>
        <source>请看一下年份是不是写错了。</source>
        <translation>Check whether the year is wrong.</translation>
    </message>
    <message>
        <source>年份请用六角括号：{example}。</source>
        <translation>The year stands in these brackets: {example}.</translation>
    </message>
    <message>
        <source>现在写的是“{shown}”。</source>
        <translation>Now it says “{shown}”.</translation>
    </message>
    <message>
        <source>“{shown}”的单位和这一栏的“{unit}”不一样。</source>
        <translation>The unit of “{shown}” is not this entry’s “{unit}”.</translation>
    </message>
    <message>
        <source>请换算成{unit}再填。</source>
        <translation>Convert it to {unit} first.</translation>
    </message>
    <message>
        <source>请把单元格设成“数值”，把数完整写出来。</source>
        <translation>Set the cell to “Number” and write the figure in full.</translation>
    </message>
    <message>
        <source>请只写数字，例如 {type}。</source>
        <translation>Write digits only, for example {type}.</translation>
    </message>
    <message>
        <source>这个数太长，不像是真的。</source>
        <translation>This figure is too long to be right.</translation>
    </message>
    <message>
        <source>请看一下是不是把号码填到了这一栏。</source>
        <translation>Check whether a number was put into this entry.</translation>
    </message>
    <message>
        <source>“{shown}”要填整数。</source>
        <translation>“{shown}” must be a whole number.</translation>
    </message>
    <message>
        <source>请四舍五入到{allowed}位小数。</source>
        <translation>Round it to {allowed} decimals.</translation>
    </message>
    <message>
        <source>“{label}”不能小于 {minimum}{unit}。</source>
        <translation>“{label}” cannot be less than {minimum} {unit}.</translation>
    </message>
    <message>
        <source>请再核对一下。</source>
        <translation>Check it again.</translation>
    </message>
    <message>
        <source>“{label}”不能大于 {maximum}{unit}。</source>
        <translation>“{label}” cannot be more than {maximum} {unit}.</translation>
    </message>
    <message>
        <source>身份证号被遮住了几位。</source>
        <translation>Part of the ID number is masked.</translation>
    </message>
    <message>
        <source>这一列只报上级，请填完整的号码。</source>
        <translation>This column goes to the office above only: enter the full number.</translation>
    </message>
    <message>
        <source>身份证号里有不该有的字。</source>
        <translation>The ID number holds characters that do not belong there.</translation>
    </message>
    <message>
        <source>身份证号只有数字，最后一位可以是X。</source>
        <translation>An ID number has digits only; the last may be X.</translation>
    </message>
    <message>
        <source>身份证号应当是18位，这里是{text}位。</source>
        <translation>An ID number has 18 digits; this one has {text}.</translation>
    </message>
    <message>
        <source>请对照户口簿再看一遍。</source>
        <translation>Compare it with the household register.</translation>
    </message>
    <message>
        <source>身份证号里的X只能在最后一位。</source>
        <translation>X can only be the last character of an ID number.</translation>
    </message>
    <message>
        <source>身份证号里的出生日期不对。</source>
        <translation>The date of birth in the ID number is wrong.</translation>
    </message>
    <message>
        <source>请对照户口簿看第7到14位。</source>
        <translation>Compare digits 7 to 14 with the household register.</translation>
    </message>
    <message>
        <source>身份证号开头不会是0。</source>
        <translation>An ID number never begins with 0.</translation>
    </message>
    <message>
        <source>身份证号最后一位不对。</source>
        <translation>The last digit of the ID number is wrong.</translation>
    </message>
    <message>
        <source>姓名里有一个字丢了，只剩“{visible}”。</source>
        <translation>A character of the name is lost; only “{visible}” is left.</translation>
    </message>
    <message>
        <source>姓名“{shown}”里有数字。</source>
        <translation>There are digits in the name “{shown}”.</translation>
    </message>
    <message>
        <source>请看一下是不是填错了列。</source>
        <translation>Check whether it stands in the wrong column.</translation>
    </message>
    <message>
        <source>姓名“{shown}”像是好几个人。</source>
        <translation>The name “{shown}” looks like several persons.</translation>
    </message>
    <message>
        <source>一行写一个人。</source>
        <translation>One person a row.</translation>
    </message>
    <message>
        <source>“{shown}”不像姓名。</source>
        <translation>“{shown}” does not look like a name.</translation>
    </message>
    <message>
        <source>姓名超过了{longest}个字。</source>
        <translation>The name is longer than {longest} characters.</translation>
    </message>
    <message>
        <source>电话号码是空的。</source>
        <translation>The telephone number is empty.</translation>
    </message>
    <message>
        <source>例如：0974-8500000。</source>
        <translation>For example 0974-8500000.</translation>
    </message>
    <message>
        <source>Excel把区号前面的0去掉了。</source>
        <translation>Excel dropped the 0 before the area code.</translation>
    </message>
    <message>
        <source>手机号应当是11位，这里是{length}位。</source>
        <translation>A mobile number has 11 digits; this one has {length}.</translation>
    </message>
    <message>
        <source>请再看一遍。</source>
        <translation>Look at it again.</translation>
    </message>
    <message>
        <source>这不是电话号码。</source>
        <translation>This is not a telephone number.</translation>
    </message>
    <message>
        <source>座机写成 0974-8500000，手机写11位。</source>
        <translation>Write a landline as 0974-8500000, a mobile with 11 digits.</translation>
    </message>
    <message>
        <source>“{amount}”写不成大写金额。</source>
        <translation>“{amount}” cannot be written in words.</translation>
    </message>
    <message>
        <source>请写到分，不超过万亿。</source>
        <translation>Write it to the fen and below a million million.</translation>
    </message>
    <message>
        <source>有一个附件的文件找不到了。</source>
        <translation>The file of an attachment is missing.</translation>
    </message>
    <message>
        <source>记录没有动。</source>
        <translation>The record was left as it was.</translation>
    </message>
    <message>
        <source>请从备份里取回附件，或重新添加。</source>
        <translation>Get the attachment back from a backup, or add it again.</translation>
    </message>
    <message>
        <source>有一个附件的文件已经损坏。</source>
        <translation>The file of an attachment is damaged.</translation>
    </message>
    <message>
        <source>这台电脑上的数据库组件太旧（{map}），可能损坏数据。</source>
        <translation>The database component on this computer is too old ({map}) and could damage the data.</translation>
    </message>
    <message>
        <source>数据没有打开，也没有改动。</source>
        <translation>The data was not opened and not changed.</translation>
    </message>
    <message>
        <source>请重新安装本程序。</source>
        <translation>Install this program again.</translation>
    </message>
    <message>
        <source>数据现在只能看，不能改。</source>
        <translation>The data can only be read at present, not changed.</translation>
    </message>
    <message>
        <source>这一步没有存；原来的数据没有动。</source>
        <translation>This step was not saved; the data is as it was before.</translation>
    </message>
    <message>
        <source>数据目录里没有数据文件（{name}）。</source>
        <translation>The data folder has no data file ({name}).</translation>
    </message>
    <message>
        <source>请看一下数据目录选得对不对，或从备份恢复。</source>
        <translation>Check that you chose the right data folder, or restore a backup.</translation>
    </message>
    <message>
        <source>“{name}”打不开：它不是本数据目录的数据，或者已经不完整。</source>
        <translation>“{name}” cannot be opened: it is not the data of this data folder, or it is no longer complete.</translation>
    </message>
    <message>
        <source>程序没有改动它。</source>
        <translation>The program did not change it.</translation>
    </message>
    <message>
        <source>请不要删除它，用最近一次备份恢复，或请县里的管理员来看。</source>
        <translation>Do not delete it. Restore the latest backup, or ask the county’s administrator to look at it.</translation>
    </message>
    <message>
        <source>已经有“{name}”这个账户。</source>
        <translation>There is already an account “{name}”.</translation>
    </message>
    <message>
        <source>账户没有改动。</source>
        <translation>The accounts were not changed.</translation>
    </message>
    <message>
        <source>请换一个名字。</source>
        <translation>Choose another name.</translation>
    </message>
    <message>
        <source>“{folder}”里已经有数据。</source>
        <translation>There is already data in “{folder}”.</translation>
    </message>
    <message>
        <source>它没有改动。</source>
        <translation>It was not changed.</translation>
    </message>
    <message>
        <source>请直接登录，或换一个空文件夹。</source>
        <translation>Sign in there, or choose an empty folder.</translation>
    </message>
    <message>
        <source>这不是这份数据的恢复码。</source>
        <translation>This is not the recovery code of this data.</translation>
    </message>
    <message>
        <source>数据没有动。</source>
        <translation>The data was left as it was.</translation>
    </message>
    <message>
        <source>请看一下那张纸上的单位和日期对不对。</source>
        <translation>Check the office and the date on that sheet of paper.</translation>
    </message>
    <message>
        <source>账户要有名字。</source>
        <translation>An account needs a name.</translation>
    </message>
    <message>
        <source>请填写姓名。</source>
        <translation>Fill in the name.</translation>
    </message>
    <message>
        <source>这台电脑上没有“{name}”这个账户。</source>
        <translation>There is no account “{name}” on this computer.</translation>
    </message>
    <message>
        <source>请从列表里选一个账户，或请管理员添加。</source>
        <translation>Choose an account from the list, or ask the administrator to add one.</translation>
    </message>
    <message>
        <source>这个数据目录是更新的程序建的，本程序认不全。</source>
        <translation>This data folder was made by a newer program; this one does not know all of it.</translation>
    </message>
    <message>
        <source>数据没有改动。</source>
        <translation>The data was not changed.</translation>
    </message>
    <message>
        <source>请先更新程序，再打开。</source>
        <translation>Update the program first, then open it.</translation>
    </message>
    <message>
        <source>“{parent}”里没有明白的数据。</source>
        <translation>“{parent}” holds no Mingbai data.</translation>
    </message>
    <message>
        <source>请另选数据目录，或在这里新建。</source>
        <translation>Choose another data folder, or create one here.</translation>
    </message>
    <message>
        <source>数据目录里的 {name} 读不出来，可能被改动过。</source>
        <translation>{name} in the data folder cannot be read; it may have been altered.</translation>
    </message>
    <message>
        <source>请从备份里取回这个文件，再打开。</source>
        <translation>Get this file back from a backup, then open it.</translation>
    </message>
    <message>
        <source>口令太短，至少要 {shortest_passphrase} 个字。</source>
        <translation>The passphrase is too short: at least {shortest_passphrase} characters.</translation>
    </message>
    <message>
        <source>请换一个长一些的，一句好记的话最好。</source>
        <translation>Choose a longer one; a sentence you remember easily is best.</translation>
    </message>
    <message>
        <source>这份数据已经在另一个窗口里打开了。</source>
        <translation>This data is already open in another window.</translation>
    </message>
    <message>
        <source>请用那个窗口，或先把它关上。</source>
        <translation>Use that window, or close it first.</translation>
    </message>
    <message>
        <source>这个文件夹里已经有一个数据文件（{name}）。</source>
        <translation>There is already a data file ({name}) in this folder.</translation>
    </message>
    <message>
        <source>请换一个空文件夹。</source>
        <translation>Choose an empty folder.</translation>
    </message>
    <message>
        <source>这份数据是更新的程序存的，本程序认不全。</source>
        <translation>This data was saved by a newer program; this one does not know all of it.</translation>
    </message>
    <message>
        <source>“{name}”里没有明白的数据。</source>
        <translation>“{name}” holds no Mingbai data.</translation>
    </message>
    <message>
        <source>请看一下数据目录选得对不对。</source>
        <translation>Check that you chose the right data folder.</translation>
    </message>
    <message>
        <source>备份写好后核对不上，已经删掉。</source>
        <translation>The backup did not match after it was written, and was deleted.</translation>
    </message>
    <message>
        <source>原来的数据没有动。</source>
        <translation>The original data was left as it was.</translation>
    </message>
    <message>
        <source>请检查磁盘，再做一次备份。</source>
        <translation>Check the disk and make another backup.</translation>
    </message>
    <message>
        <source>找不到这份公示。</source>
        <translation>This notice was not found.</translation>
    </message>
    <message>
        <source>请刷新后再看。</source>
        <translation>Refresh and look again.</translation>
    </message>
    <message>
        <source>第 {number} 号异议已经答复过。</source>
        <translation>Objection no. {number} has already been answered.</translation>
    </message>
    <message>
        <source>登记没有改动。</source>
        <translation>The register was not changed.</translation>
    </message>
    <message>
        <source>要补充说明，请另登记一条。</source>
        <translation>To add something, enter another objection.</translation>
    </message>
    <message>
        <source>找不到这条异议。</source>
        <translation>This objection was not found.</translation>
    </message>
    <message>
        <source>“{board}”上的这份已经在 {month}月{day}日撤下。</source>
        <translation>This notice was already taken down from “{board}” on {day} {month}.</translation>
    </message>
    <message>
        <source>找不到这条张贴登记。</source>
        <translation>This posting was not found in the register.</translation>
    </message>
    <message>
        <source>找不到这条记录。</source>
        <translation>This record was not found.</translation>
    </message>
    <message>
        <source>请刷新列表后再看。</source>
        <translation>Refresh the list and look again.</translation>
    </message>
    <message>
        <source>恢复码应当是 32 个字母和数字，现在是 {text} 个。</source>
        <translation>A recovery code has 32 letters and digits; this one has {text}.</translation>
    </message>
    <message>
        <source>请对照打印的那张纸再看一遍。</source>
        <translation>Compare it once more with the printed sheet.</translation>
    </message>
    <message>
        <source>恢复码里有一个字不对。</source>
        <translation>A character of the recovery code is wrong.</translation>
    </message>
    <message>
        <source>这份备份已经损坏，或者不是这份数据的备份。</source>
        <translation>This backup is damaged, or it is not a backup of this data.</translation>
    </message>
    <message>
        <source>现在的数据没有动。</source>
        <translation>The present data was left as it was.</translation>
    </message>
    <message>
        <source>请换一份备份再试。</source>
        <translation>Try another backup.</translation>
    </message>
    <message>
        <source>这一版已经签发，名单不能再改。</source>
        <translation>This revision is issued; its roster can no longer be changed.</translation>
    </message>
    <message>
        <source>名单没有改动。</source>
        <translation>The roster was not changed.</translation>
    </message>
    <message>
        <source>要改动，请先发起更正。</source>
        <translation>To change it, begin a correction first.</translation>
    </message>
    <message>
        <source>数据文件的开头坏了，里面的内容一条也读不出来。</source>
        <translation>The beginning of the data file is damaged; nothing in it can be read.</translation>
    </message>
    <message>
        <source>请用最近一次备份恢复：备份在数据目录的“backups”文件夹里。</source>
        <translation>Restore the latest backup: backups are in the “backups” folder of the data folder.</translation>
    </message>
    <message>
        <source>这里只剩 {free} MB，备份要 {size} MB。</source>
        <translation>Only {free} MB are left here; the backup needs {size} MB.</translation>
    </message>
    <message>
        <source>还没有写任何文件，本机的备份已经做好。</source>
        <translation>No file has been written yet; the backup on this computer is made.</translation>
    </message>
    <message>
        <source>请换一个大一些的U盘，或删掉U盘上不用的文件。</source>
        <translation>Use a larger USB stick, or delete files on it that you no longer need.</translation>
    </message>
    <message>
        <source>抄过去的备份读回来和原来的不一样，已经删掉。</source>
        <translation>The copied backup read back differently from the original, and was deleted.</translation>
    </message>
    <message>
        <source>本机的数据和备份没有动。</source>
        <translation>The data and the backups on this computer were left as they were.</translation>
    </message>
    <message>
        <source>这个U盘可能坏了，请换一个。</source>
        <translation>This USB stick may be broken; use another one.</translation>
    </message>
    <message>
        <source>口令错的次数太多，还要等 {minutes} 分钟。</source>
        <translation>The passphrase was wrong too often; wait another {minutes} minutes.</translation>
    </message>
    <message>
        <source>请到时再试。忘了口令的，可以用恢复码。</source>
        <translation>Try again then. If you forgot the passphrase, use the recovery code.</translation>
    </message>
    <message>
        <source>清单读不懂</source>
        <translation>the list of files cannot be understood</translation>
    </message>
    <message>
        <source>清单里有文件写了两次</source>
        <translation>the list of files names a file twice</translation>
    </message>
    <message>
        <source>“{title}”的另一个版本还不完整：前面的修订没有收到。</source>
        <translation>The other version of “{title}” is not complete yet: earlier revisions have not arrived.</translation>
    </message>
    <message>
        <source>请先收那台电脑前面的包，再来定。</source>
        <translation>First take in the earlier bundles of that computer, then decide.</translation>
    </message>
    <message>
        <source>“{title}”在本机签发过或正在改，不能整个换成对方的。</source>
        <translation>“{title}” was issued on this computer or is being changed here; it cannot be replaced by the other version as a whole.</translation>
    </message>
    <message>
        <source>请保留本机的，再按对方的内容发起更正。</source>
        <translation>Keep the one on this computer, then begin a correction with the other’s content.</translation>
    </message>
    <message>
        <source>“{title}”的另一个版本收不进来：{words}。</source>
        <translation>The other version of “{title}” cannot be taken in: {words}.</translation>
    </message>
    <message>
        <source>“{title}”用的表单不在本机的目录里，不能判断哪些内容可以发出去。</source>
        <translation>The form used by “{title}” is not in the catalogue on this computer, so it is unclear what of it may be sent out.</translation>
    </message>
    <message>
        <source>请先收县里发的目录包，再发。</source>
        <translation>First take in the catalogue pack issued by the county, then send.</translation>
    </message>
    <message>
        <source>“{title}”的名单和签发时的不一样。</source>
        <translation>The roster of “{title}” is not the one that was issued.</translation>
    </message>
    <message>
        <source>请不要再改动数据，先做一份备份，请县里的管理员来看。</source>
        <translation>Make no more changes, make a backup first, and ask the county’s administrator to look at it.</translation>
    </message>
    <message>
        <source>这个文件不是上级带下来的文件，或已经不完整。</source>
        <translation>This file is not a file for below from the office above, or it is no longer complete.</translation>
    </message>
    <message>
        <source>这个文件来自没有登记过的单位（{unit}）。</source>
        <translation>This file comes from an office that is not registered ({unit}).</translation>
    </message>
    <message>
        <source>这个文件的签名对不上，可能被改动过。</source>
        <translation>The signature of this file does not match; it may have been altered.</translation>
    </message>
    <message>
        <source>这个文件里附的上级回执签名对不上。</source>
        <translation>The signature of a receipt from above in this file does not match.</translation>
    </message>
    <message>
        <source>这个文件说的和附的上级回执对不上。</source>
        <translation>What this file says does not agree with the receipts from above in it.</translation>
    </message>
    <message>
        <source>{unit}不是本单位下级，不能由本单位登记。</source>
        <translation>{unit} is not below this office and cannot be enrolled by it.</translation>
    </message>
    <message>
        <source>请核对申请文件是哪个单位的。</source>
        <translation>Check which office the request file belongs to.</translation>
    </message>
    <message>
        <source>这个申请的签名对不上，可能被改动过。</source>
        <translation>The signature of this request does not match; it may have been altered.</translation>
    </message>
    <message>
        <source>请对方重新做一次登记申请。</source>
        <translation>Ask them to make another enrolment request.</translation>
    </message>
    <message>
        <source>这个授权的签名对不上，可能被改动过。</source>
        <translation>The signature of this grant does not match; it may have been altered.</translation>
    </message>
    <message>
        <source>请县里重新发一次授权。</source>
        <translation>Ask the county to issue the grant again.</translation>
    </message>
    <message>
        <source>这个授权是给“{unit}”另一台电脑的，不是给本机的。</source>
        <translation>This grant is for another computer of “{unit}”, not for this one.</translation>
    </message>
    <message>
        <source>请用本机重新做一次登记申请，交给县里。</source>
        <translation>Make an enrolment request on this computer and hand it to the county.</translation>
    </message>
    <message>
        <source>发授权的单位不是上级单位。</source>
        <translation>The office that issued the grant is not an office above.</translation>
    </message>
    <message>
        <source>请核对授权文件是哪里来的。</source>
        <translation>Check where the grant file came from.</translation>
    </message>
    <message>
        <source>发授权的单位不是本单位的上级。</source>
        <translation>The office that issued the grant is not above this office.</translation>
    </message>
    <message>
        <source>这个授权的有效期是 {valid_from} 到 {valid_until}，今天不在里面。</source>
        <translation>This grant is valid from {valid_from} to {valid_until}; today is outside that.</translation>
    </message>
    <message>
        <source>请看一下电脑的日期；日期没错，请县里重新发一次授权。</source>
        <translation>Check the date of the computer; if it is right, ask the county to issue the grant again.</translation>
    </message>
    <message>
        <source>请对方重新做一次。</source>
        <translation>Ask them to make it again.</translation>
    </message>
    <message>
        <source>没有要发的内容：签发过的记录对方都已经收到。</source>
        <translation>There is nothing to send: the other side has all issued records.</translation>
    </message>
    <message>
        <source>有新签发的记录后再发。</source>
        <translation>Send again when something new is issued.</translation>
    </message>
    <message>
        <source>有一个附件和登记时不一样了，没有打包。</source>
        <translation>An attachment is no longer what was registered; it was not packed.</translation>
    </message>
    <message>
        <source>请打开记录，把这个附件删掉再加一次。</source>
        <translation>Open the record, remove this attachment and add it again.</translation>
    </message>
    <message>
        <source>服务器地址要用 https 开头：不加密的线路不用。</source>
        <translation>The server’s address must begin with https: lines without encryption are not used.</translation>
    </message>
    <message>
        <source>请向上级要一个 https 的地址。</source>
        <translation>Ask the office above for an https address.</translation>
    </message>
    <message>
        <source>没有通过核对</source>
        <translation>it did not pass the check</translation>
    </message>
    <message>
        <source>加密没有谈成：{reason}</source>
        <translation>no encryption was agreed: {reason}</translation>
    </message>
    <message>
        <source>原因不明</source>
        <translation>reason unknown</translation>
    </message>
    <message>
        <source>名字不能核对</source>
        <translation>the name cannot be checked</translation>
    </message>
    <message>
        <source>查不到这个名字</source>
        <translation>the name was not found</translation>
    </message>
    <message>
        <source>查名字没有回音</source>
        <translation>no answer when looking up the name</translation>
    </message>
    <message>
        <source>限速要写每秒多少 KB（0 是不限），钟点在 0 到 24 之间。</source>
        <translation>The limit is in KB per second (0 for none), with hours between 0 and 24.</translation>
    </message>
    <message>
        <source>设置没有改动。</source>
        <translation>The settings were not changed.</translation>
    </message>
    <message>
        <source>例如：每秒 100 KB，8 点到 18 点。</source>
        <translation>For example: 100 KB per second from 8 to 18 o’clock.</translation>
    </message>
    <message>
        <source>回执是空的</source>
        <translation>the receipt is empty</translation>
    </message>
    <message>
        <source>这个 CA 文件里没有能用的证书。</source>
        <translation>This CA file holds no certificate that can be used.</translation>
    </message>
    <message>
        <source>请向上级要 PEM 格式（.pem 或 .crt 文本）的 CA 证书。</source>
        <translation>Ask the office above for a CA certificate in PEM format (.pem, or .crt as text).</translation>
    </message>
    <message>
        <source>回答只到了一半</source>
        <translation>only half of the answer arrived</translation>
    </message>
    <message>
        <source>标头太长，或不是网页协议</source>
        <translation>the headers are too long, or this is not the web’s protocol</translation>
    </message>
    <message>
        <source>不是网页协议</source>
        <translation>this is not the web’s protocol</translation>
    </message>
    <message>
        <source>回答太长</source>
        <translation>the answer is too long</translation>
    </message>
    <message>
        <source>代理断开了</source>
        <translation>the proxy closed the line</translation>
    </message>
    <message>
        <source>它用的上报协议版本不同</source>
        <translation>it speaks another version of the upload protocol</translation>
    </message>
    <message>
        <source>答应了收，又说没有这个包</source>
        <translation>it agreed to take the bundle, then said there is none</translation>
    </message>
    <message>
        <source>没有给出它自己的收件地址</source>
        <translation>it did not give its own address for the upload</translation>
    </message>
    <message>
        <source>没有说收到了多少</source>
        <translation>it did not say how much arrived</translation>
    </message>
    <message>
        <source>这一段没有对上</source>
        <translation>this part did not match</translation>
    </message>
    <message>
        <source>这一段在路上坏了</source>
        <translation>this part was damaged on the way</translation>
    </message>
    <message>
        <source>服务器记的位置不对</source>
        <translation>the position noted by the server is wrong</translation>
    </message>
    <message>
        <source>包的外面和里面说的不一样</source>
        <translation>the outside and the inside of the bundle say different things</translation>
    </message>
    <message>
        <source>同一条记录写了两次</source>
        <translation>the same record is written twice</translation>
    </message>
    <message>
        <source>有的名单找不到它的记录</source>
        <translation>a roster has no record it belongs to</translation>
    </message>
    <message>
        <source>件数对不上</source>
        <translation>the counts do not match</translation>
    </message>
    <message>
        <source>另一个窗口刚刚也导出了一个包。</source>
        <translation>Another window has just exported a bundle too.</translation>
    </message>
    <message>
        <source>这一次什么都没有写。</source>
        <translation>Nothing was written this time.</translation>
    </message>
    <message>
        <source>请再导出一次。</source>
        <translation>Export again.</translation>
    </message>
    <message>
        <source>本机不记得写过 {sequence} 号包。本机的数据可能是从备份恢复的。</source>
        <translation>This computer does not remember writing bundle no. {sequence}. Its data may have been restored from a backup.</translation>
    </message>
    <message>
        <source>这个回执不是给本机的包的。</source>
        <translation>This receipt is not for a bundle of this computer.</translation>
    </message>
    <message>
        <source>这个回执说收到的 {sequence} 号包，和本机写出的不一样。</source>
        <translation>This receipt says that the bundle no. {sequence} received is not the one this computer wrote.</translation>
    </message>
    <message>
        <source>这个回执里的记录和 {sequence} 号包里的对不上。</source>
        <translation>The records in this receipt are not those of bundle no. {sequence}.</translation>
    </message>
    <message>
        <source>缺少签名人的凭据</source>
        <translation>the credentials of the signers are missing</translation>
    </message>
    <message>
        <source>文件的排列不对</source>
        <translation>the file is wrongly arranged</translation>
    </message>
    <message>
        <source>凭据的写法不对</source>
        <translation>a credential is not well formed</translation>
    </message>
    <message>
        <source>凭据的内容不对</source>
        <translation>the content of a credential is wrong</translation>
    </message>
    <message>
        <source>“停用的电脑”是别的单位写的</source>
        <translation>the “stopped computers” were written by another office</translation>
    </message>
    <message>
        <source>它要停用别处的电脑</source>
        <translation>it wants to stop computers elsewhere</translation>
    </message>
    <message>
        <source>换人前后不是同一个单位</source>
        <translation>the office before and after the change of signers differs</translation>
    </message>
    <message>
        <source>签名人名单的版本号对不上</source>
        <translation>the version number of the list of signers does not match</translation>
    </message>
    <message>
        <source>这样分要分成 {count} 份，太多了。</source>
        <translation>This would make {count} parts, which is too many.</translation>
    </message>
    <message>
        <source>请把每份写大一点。</source>
        <translation>Choose a larger size per part.</translation>
    </message>
    <message>
        <source>旁边没有“{name}”，这个包可能没有写完。</source>
        <translation>“{name}” is not beside it; this bundle may not have been written to its end.</translation>
    </message>
    <message>
        <source>“{name}”读不懂。</source>
        <translation>“{name}” cannot be understood.</translation>
    </message>
    <message>
        <source>这个包一共 {names} 份，缺{listed}。</source>
        <translation>This bundle has {names} parts; missing: {listed}.</translation>
    </message>
    <message>
        <source>这个包来自没有登记过的电脑，没有收。</source>
        <translation>This bundle comes from a computer that is not enrolled; it was not taken in.</translation>
    </message>
    <message>
        <source>这个包的签名不是登记过的那台电脑的，没有收。</source>
        <translation>The signature of this bundle is not that of the enrolled computer; it was not taken in.</translation>
    </message>
    <message>
        <source>“{unit}”这台电脑的登记已经停用，没有收。</source>
        <translation>The enrolment of this computer of “{unit}” is stopped; the bundle was not taken in.</translation>
    </message>
    <message>
        <source>这个包写明是发给别的单位的，没有收。</source>
        <translation>This bundle is addressed to another office; it was not taken in.</translation>
    </message>
    <message>
        <source>请问一下发送单位。</source>
        <translation>Ask the sending office.</translation>
    </message>
    <message>
        <source>对方用的是国密算法，本机的程序没有装国密部分。</source>
        <translation>The other side uses Chinese national algorithms (guomi), which this program was installed without.</translation>
    </message>
    <message>
        <source>请安装带国密部分的程序，或请对方改用通常的算法重新登记。</source>
        <translation>Install the program with its guomi part, or ask them to enrol again with the usual algorithms.</translation>
    </message>
    <message>
        <source>有两个文件同名</source>
        <translation>two files have the same name</translation>
    </message>
    <message>
        <source>里面的排法不合规定</source>
        <translation>its arrangement breaks the rules</translation>
    </message>
    <message>
        <source>缺少 {name}</source>
        <translation>{name} is missing</translation>
    </message>
    <message>
        <source>里面有不合规定的文件名</source>
        <translation>it holds file names that break the rules</translation>
    </message>
    <message>
        <source>里面有不是普通文件的东西</source>
        <translation>it holds something that is not an ordinary file</translation>
    </message>
    <message>
        <source>里面的文件大小对不上</source>
        <translation>the sizes of its files do not match</translation>
    </message>
    <message>
        <source>里面的文件带了口令</source>
        <translation>its files have a passphrase</translation>
    </message>
    <message>
        <source>有一条内容过长</source>
        <translation>an entry is too long</translation>
    </message>
    <message>
        <source>有一条内容嵌套过深</source>
        <translation>an entry is nested too deep</translation>
    </message>
    <message>
        <source>有一条内容读不懂</source>
        <translation>an entry cannot be understood</translation>
    </message>
    <message>
        <source>有一条内容的格式不对</source>
        <translation>an entry is not well formed</translation>
    </message>
    <message>
        <source>最后一行没有写完</source>
        <translation>the last line is not complete</translation>
    </message>
    <message>
        <source>这个文件不是回执，或已经不完整。</source>
        <translation>This file is not a receipt, or it is no longer complete.</translation>
    </message>
    <message>
        <source>这个回执来自没有登记过的单位（{unit}）。</source>
        <translation>This receipt comes from an office that is not registered ({unit}).</translation>
    </message>
    <message>
        <source>这个回执的签名对不上，可能被改动过。</source>
        <translation>The signature of this receipt does not match; it may have been altered.</translation>
    </message>
    <message>
        <source>这个回执里的件数加起来对不上。</source>
        <translation>The counts in this receipt do not add up.</translation>
    </message>
    <message>
        <source>这个回执里同一条记录写了两次。</source>
        <translation>This receipt names the same record twice.</translation>
    </message>
    <message>
        <source>这个文件不是停用名单，或已经不完整。</source>
        <translation>This file is not a list of stopped computers, or it is no longer complete.</translation>
    </message>
    <message>
        <source>这份停用名单来自没有登记过的单位（{unit}）。</source>
        <translation>This list of stopped computers comes from an office that is not registered ({unit}).</translation>
    </message>
    <message>
        <source>这份停用名单的签名对不上，可能被改动过。</source>
        <translation>The signature of this list of stopped computers does not match; it may have been altered.</translation>
    </message>
    <message>
        <source>这份停用名单里同一台电脑写了两次。</source>
        <translation>This list of stopped computers names a computer twice.</translation>
    </message>
    <message>
        <source>这份停用名单是第 {number} 份，本机已有第 {have} 份。</source>
        <translation>This list of stopped computers is no. {number}; this computer already has no. {have}.</translation>
    </message>
    <message>
        <source>有一条记录没有编号</source>
        <translation>a record has no id</translation>
    </message>
    <message>
        <source>这是{unit}较早写的一份（第 {number} 份），后来的第 {last} 份已经收过。</source>
        <translation>This is an earlier file of {unit} (no. {number}); the later no. {last} was already taken in.</translation>
    </message>
    <message>
        <source>请收最新的一份。</source>
        <translation>Take in the newest one.</translation>
    </message>
    <message>
        <source>“{bag}”已经有了。</source>
        <translation>“{bag}” already exists.</translation>
    </message>
    <message>
        <source>有一个文件和签过名的清单不一样</source>
        <translation>a file differs from the signed list</translation>
    </message>
    <message>
        <source>U盘空间不够：还差 {amount}，什么都没有写。</source>
        <translation>The USB stick is too full: {amount} short. Nothing was written.</translation>
    </message>
    <message>
        <source>请删掉U盘上不用的文件，或换一个U盘。</source>
        <translation>Delete files on the stick that you no longer need, or use another stick.</translation>
    </message>
    <message>
        <source>找不到文件夹“{folder}”。</source>
        <translation>The folder “{folder}” was not found.</translation>
    </message>
    <message>
        <source>请看一下U盘是否插好，再选一次。</source>
        <translation>Check that the USB stick is plugged in, then choose again.</translation>
    </message>
    <message>
        <source>写进U盘的内容读回来不一样，这个U盘可能坏了。</source>
        <translation>What was written to the USB stick reads back differently; this stick may be broken.</translation>
    </message>
    <message>
        <source>没有留下不完整的包，原有数据没有动。</source>
        <translation>No incomplete bundle was left; the existing data was left as it was.</translation>
    </message>
    <message>
        <source>请换一个U盘再写。</source>
        <translation>Use another USB stick.</translation>
    </message>
    <message>
        <source>今日</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>公开目录</source>
        <translation>Catalogue</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Records</translation>
    </message>
    <message>
        <source>公示栏</source>
        <translation>Boards</translation>
    </message>
    <message>
        <source>同步</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>检查文件</source>
        <translation>Check files</translation>
    </message>
    <message>
        <source>新建记录</source>
        <translation>New record</translation>
    </message>
    <message>
        <source>查找</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>做这一页的下一步</source>
        <translation>Do this page’s next step</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>下一块</source>
        <translation>Next panel</translation>
    </message>
    <message>
        <source>上一块</source>
        <translation>Previous panel</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>放大文字</source>
        <translation>Larger text</translation>
    </message>
    <message>
        <source>缩小文字</source>
        <translation>Smaller text</translation>
    </message>
    <message>
        <source>文字还原</source>
        <translation>Normal text size</translation>
    </message>
    <message>
        <source>锁定屏幕</source>
        <translation>Lock the screen</translation>
    </message>
    <message>
        <source>看过的消息</source>
        <translation>Earlier messages</translation>
    </message>
    <message>
        <source>帮助</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>正在准备，马上就好</source>
        <translation>Getting ready, one moment</translation>
    </message>
    <message>
        <source>明白</source>
        <translation>Mingbai</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>上次没有正常关上。写好的都在，已回到当时的地方。</source>
        <translation>Mingbai was not closed properly last time. Everything you wrote is here, and you are back where you were.</translation>
    </message>
    <message>
        <source>新建记录由“起草”的账户来做，您的账户不写记录。</source>
        <translation>New records are written by drafters; your account does not write records.</translation>
    </message>
    <message>
        <source>这次打开以后还没有消息。</source>
        <translation>No messages since Mingbai was opened.</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>锁定屏幕，或换同事来做</source>
        <translation>Lock, or hand over to a colleague</translation>
    </message>
    <message>
        <source>锁屏 PIN</source>
        <translation>Screen lock PIN</translation>
    </message>
    <message>
        <source>改口令</source>
        <translation>Change passphrase</translation>
    </message>
    <message>
        <source>换账户</source>
        <translation>Switch account</translation>
    </message>
    <message>
        <source>退出明白</source>
        <translation>Quit Mingbai</translation>
    </message>
    <message>
        <source>撤 {due}</source>
        <translation>Due {due}</translation>
    </message>
    <message>
        <source>，</source>
        <translation>, </translation>
    </message>
    <message>
        <source>现行</source>
        <translation>Current</translation>
    </message>
    <message>
        <source>快到期</source>
        <translation>Due soon</translation>
    </message>
    <message>
        <source>逾期</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>还没有</source>
        <translation>None yet</translation>
    </message>
    <message>
        <source>，快到期 {due}</source>
        <translation>, {due} due soon</translation>
    </message>
    <message>
        <source>{words}，{matters} 项里现行 {current}{soon}，逾期 {late}</source>
        <translation>{words}, {current} of {matters} matters current{soon}, {late} overdue</translation>
    </message>
    <message>
        <source>{words}，{state}</source>
        <translation>{words}, {state}</translation>
    </message>
    <message>
        <source>变化</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>原来</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>{heads}：{texts}</source>
        <translation>{heads}: {texts}</translation>
    </message>
    <message>
        <source>没有</source>
        <translation>None</translation>
    </message>
    <message>
        <source>{words}，{reason}</source>
        <translation>{words}, {reason}</translation>
    </message>
    <message>
        <source> {letter} 列</source>
        <translation>, column {letter}</translation>
    </message>
    <message>
        <source>：{text}</source>
        <translation>: {text}</translation>
    </message>
    <message>
        <source>：空着</source>
        <translation>: empty</translation>
    </message>
    <message>
        <source>第 {source_row} 行{column}&#x3000;{label}{text}</source>
        <translation>Row {source_row}{column} · {label}{text}</translation>
    </message>
    <message>
        <source>怎么处理</source>
        <translation>What happens</translation>
    </message>
    <message>
        <source>{headings}：{chip}</source>
        <translation>{headings}: {chip}</translation>
    </message>
    <message>
        <source>{title}，{detail}</source>
        <translation>{title}, {detail}</translation>
    </message>
    <message>
        <source>{words}，{context}</source>
        <translation>{words}, {context}</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>{month}月{day}日</source>
        <translation>{day}&#xa0;{month}</translation>
    </message>
    <message>
        <source>{year}年{short}</source>
        <translation>{short}&#xa0;{year}</translation>
    </message>
    <message>
        <source>今天 {clock_words}</source>
        <translation>Today {clock_words}</translation>
    </message>
    <message>
        <source>{year}年</source>
        <translation>{year}</translation>
    </message>
    <message>
        <source>逾期 {part} 天</source>
        <translation>Days overdue: {part}</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>证号末四位</source>
        <translation>Last four of ID</translation>
    </message>
    <message>
        <source>村</source>
        <translation>Village</translation>
    </message>
    <message>
        <source>名单</source>
        <translation>Roster</translation>
    </message>
    <message>
        <source>金额（元）</source>
        <translation>Amount (yuan)</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>没有证号</source>
        <translation>No ID number</translation>
    </message>
    <message>
        <source>{matter_name}&#x3000;第 {position} 行&#x3000;{formed_on}</source>
        <translation>{matter_name} · row {position} · {formed_on}</translation>
    </message>
    <message>
        <source>公示</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>剩余</source>
        <translation>Time left</translation>
    </message>
    <message>
        <source>贴在哪里</source>
        <translation>Where posted</translation>
    </message>
    <message>
        <source>{short_number}&#x3000;{hung}张贴，{over}期满</source>
        <translation>{short_number} · {hung} to {over}</translation>
    </message>
    <message>
        <source>{down}撤下</source>
        <translation>Taken down: {down}</translation>
    </message>
    <message>
        <source>已撤下</source>
        <translation>Taken down</translation>
    </message>
    <message>
        <source>明天开始</source>
        <translation>Starts tomorrow</translation>
    </message>
    <message>
        <source>{posted}开始</source>
        <translation>Starts: {posted}</translation>
    </message>
    <message>
        <source>内容已更正</source>
        <translation>Contents corrected</translation>
    </message>
    <message>
        <source>已撤回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>期满待撤下</source>
        <translation>Ended, take it down</translation>
    </message>
    <message>
        <source>今天期满</source>
        <translation>Ends today</translation>
    </message>
    <message>
        <source>还剩 {left} 天</source>
        <translation>Days left: {left}</translation>
    </message>
    <message>
        <source>{headings}：{text}</source>
        <translation>{headings}: {text}</translation>
    </message>
    <message>
        <source>标题与事项</source>
        <translation>Title and matter</translation>
    </message>
    <message>
        <source>索引号</source>
        <translation>Index no.</translation>
    </message>
    <message>
        <source>期限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>经办</source>
        <translation>Handled by</translation>
    </message>
    <message>
        <source>最近改动</source>
        <translation>Last change</translation>
    </message>
    <message>
        <source>待张贴</source>
        <translation>To be posted</translation>
    </message>
    <message>
        <source>有错</source>
        <translation>Error</translation>
    </message>
    <message>
        <source>提醒</source>
        <translation>Reminder</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>{label}（{unit}）</source>
        <translation>{label} ({unit})</translation>
    </message>
    <message>
        <source>序号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>，{severity_words}：{text}</source>
        <translation>, {severity_words}: {text}</translation>
    </message>
    <message>
        <source>第 {position} 行 {heading}：{words}{told}</source>
        <translation>Row {position}, {heading}: {words}{told}</translation>
    </message>
    <message>
        <source>空</source>
        <translation>empty</translation>
    </message>
    <message>
        <source>第 {page} 页 共 {count} 页</source>
        <translation>Page {page} of {count}</translation>
    </message>
    <message>
        <source>{headings}：{words}</source>
        <translation>{headings}: {words}</translation>
    </message>
    <message>
        <source>{title}，{context}</source>
        <translation>{title}, {context}</translation>
    </message>
    <message>
        <source>现在到哪一步</source>
        <translation>Where it is now</translation>
    </message>
    <message>
        <source>{title}，{context_words}</source>
        <translation>{title}, {context_words}</translation>
    </message>
    <message>
        <source>{sequence} 号包</source>
        <translation>Bundle {sequence}</translation>
    </message>
    <message>
        <source>{at} 写好</source>
        <translation>Written: {at}</translation>
    </message>
    <message>
        <source>{at} 退回</source>
        <translation>Returned: {at}</translation>
    </message>
    <message>
        <source>回执 {at}</source>
        <translation>Receipt: {at}</translation>
    </message>
    <message>
        <source>&#x3000;</source>
        <translation> · </translation>
    </message>
    <message>
        <source>再过 1 分钟锁定屏幕。动一下鼠标或键盘就不锁；没写完的都会留着。</source>
        <translation>The screen locks in 1 minute. Move the mouse or press a key to stay; nothing unfinished is lost.</translation>
    </message>
    <message>
        <source>明白（练习）</source>
        <translation>Mingbai (practice)</translation>
    </message>
    <message>
        <source>画面“{name}”没有写成。</source>
        <translation>The picture “{name}” was not written.</translation>
    </message>
    <message>
        <source>记录没有受影响。</source>
        <translation>Your records are not affected.</translation>
    </message>
    <message>
        <source>请看一下文件夹能不能写、磁盘满没满。</source>
        <translation>Please check that the folder can be written to and the disk is not full.</translation>
    </message>
    <message>
        <source>读写文件时断了：{strerror}。</source>
        <translation>Reading or writing a file broke off: {strerror}.</translation>
    </message>
    <message>
        <source>已经保存的记录没有受影响。</source>
        <translation>Saved records are not affected.</translation>
    </message>
    <message>
        <source>请看一下U盘或文件夹还在不在、能不能写，再做一次。</source>
        <translation>Please check that the USB stick or folder is still there and can be written to, then try again.</translation>
    </message>
    <message>
        <source>程序自己出了差错，这一步没有做完。</source>
        <translation>Something went wrong in the program itself; this step was not finished.</translation>
    </message>
    <message>
        <source>请再做一次；还是这样，请在“设置”的“备份”里存一份诊断包，交给技术人员。</source>
        <translation>Please try again; if it happens again, save a diagnostics pack under “Backup” in “Settings” and give it to your technician.</translation>
    </message>
    <message>
        <source>一二三四五六日</source>
        <translation>MTWTFSS</translation>
    </message>
    <message>
        <source>{year}年{month}月{day}日</source>
        <translation>{year}-{month}-{day}</translation>
    </message>
    <message>
        <source>今天 {when:%H:%M}</source>
        <translation>Today {when:%H:%M}</translation>
    </message>
    <message>
        <source>还没有备份</source>
        <translation>No backup yet</translation>
    </message>
    <message>
        <source>上次备份 {on}{at:%H:%M}</source>
        <translation>Last backup {on}{at:%H:%M}</translation>
    </message>
    <message>
        <source>{count} 字节</source>
        <translation>{count} B</translation>
    </message>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>高对比</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>PDF 文件</source>
        <translation>PDF file</translation>
    </message>
    <message>
        <source>表格</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>文稿</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>图片</source>
        <translation>Picture</translation>
    </message>
    <message>
        <source>文本</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>文件</source>
        <translation>File</translation>
    </message>
    <message>
        <source>{kind}，{size_words}</source>
        <translation>{kind}, {size_words}</translation>
    </message>
    <message>
        <source>选择附件</source>
        <translation>Choose an attachment</translation>
    </message>
    <message>
        <source>已加附件：{name}。</source>
        <translation>Attachment added: {name}.</translation>
    </message>
    <message>
        <source>从这条记录里去掉附件“{name}”？</source>
        <translation>Remove the attachment “{name}” from this record?</translation>
    </message>
    <message>
        <source>去掉附件</source>
        <translation>Remove attachment</translation>
    </message>
    <message>
        <source>不去掉</source>
        <translation>Keep it</translation>
    </message>
    <message>
        <source>已经签发的修订不受影响。</source>
        <translation>Issued revisions are not affected.</translation>
    </message>
    <message>
        <source>已去掉附件：{name}。</source>
        <translation>Attachment removed: {name}.</translation>
    </message>
    <message>
        <source>已去掉“{name}”里的位置信息，画面没有变。</source>
        <translation>Location data removed from “{name}”; the picture itself is unchanged.</translation>
    </message>
    <message>
        <source>附件另存为</source>
        <translation>Save attachment as</translation>
    </message>
    <message>
        <source>已另存为 {name}。</source>
        <translation>Saved as {name}.</translation>
    </message>
    <message>
        <source>还没有加入</source>
        <translation>Not joined yet</translation>
    </message>
    <message>
        <source>{moment_words}收到</source>
        <translation>Last heard: {moment_words}</translation>
    </message>
    <message>
        <source>还没有收到过包</source>
        <translation>No bundle received yet</translation>
    </message>
    <message>
        <source>&#x3000;缺 {numbers} 号包</source>
        <translation> · missing: bundle {numbers}</translation>
    </message>
    <message>
        <source>有现行记录</source>
        <translation>With current record</translation>
    </message>
    <message>
        <source>冲突</source>
        <translation>Conflict</translation>
    </message>
    <message>
        <source>待查</source>
        <translation>Quarantine</translation>
    </message>
    <message>
        <source>退回未改</source>
        <translation>Returned, unchanged</translation>
    </message>
    <message>
        <source>应公开 {matters} 个事项</source>
        <translation>Matters to disclose: {matters}</translation>
    </message>
    <message>
        <source>最长逾期 {late_days} 天</source>
        <translation>Longest overdue, days: {late_days}</translation>
    </message>
    <message>
        <source>{moment_words} {by}收</source>
        <translation>Taken in: {moment_words}, {by}</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>New</translation>
    </message>
    <message>
        <source>更新</source>
        <translation>Updated</translation>
    </message>
    <message>
        <source>重复</source>
        <translation>Duplicate</translation>
    </message>
    <message>
        <source>{when}&#x3000;已退出：{undone_reason}</source>
        <translation>{when} · undone: {undone_reason}</translation>
    </message>
    <message>
        <source>已退出</source>
        <translation>Undone</translation>
    </message>
    <message>
        <source>{when}&#x3000;{brought}</source>
        <translation>{when} · {brought}</translation>
    </message>
    <message>
        <source>已收</source>
        <translation>Taken in</translation>
    </message>
    <message>
        <source>{matter_name}&#x3000;修订 {revision}&#x3000;{state_words}</source>
        <translation>{matter_name} · revision {revision} · {state_words}</translation>
    </message>
    <message>
        <source>已退回</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>州已收</source>
        <translation>At the prefecture</translation>
    </message>
    <message>
        <source>本机已收</source>
        <translation>Taken in</translation>
    </message>
    <message>
        <source>退回给报送单位</source>
        <translation>Return to the sender</translation>
    </message>
    <message>
        <source>要改什么</source>
        <translation>What to change</translation>
    </message>
    <message>
        <source>{named}。再补一句（可以不写）</source>
        <translation>{named}. Add a sentence (optional)</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>退回以后，等他们更正，再作为下一次修订报上来。记录本身不会丢。</source>
        <translation>They correct it and send it again as the next revision. The record itself is not lost.</translation>
    </message>
    <message>
        <source>记下退回了。写一份带下去的文件，他们收了才知道。</source>
        <translation>The return is noted. Please write a file for below: they learn of it when they take that in.</translation>
    </message>
    <message>
        <source>整个退出 {sequence} 号包</source>
        <translation>Undo the whole of bundle {sequence}</translation>
    </message>
    <message>
        <source>为什么</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>整个退出</source>
        <translation>Undo all of it</translation>
    </message>
    <message>
        <source>它改动的 {records} 条记录都回到收之前的样子，先自动做备份。理由会告诉报送单位。</source>
        <translation>The records it changed ({records}) go back to how they were before; a backup is made first. The sender is told the reason.</translation>
    </message>
    <message>
        <source>退出了 {sequence} 号包，{records} 条记录回到收之前的样子。</source>
        <translation>Bundle {sequence} is undone; records set back: {records}.</translation>
    </message>
    <message>
        <source>写到哪里（U盘或文件夹），带给{unit}</source>
        <translation>Where to write it (USB stick or folder), for {unit}</translation>
    </message>
    <message>
        <source>写好了 {name}：退回 {returns} 条，回执有变化 {standing} 条，上面已答复 {upward} 条。</source>
        <translation>{name} is written. Returned: {returns}, receipts changed: {standing}, answered further up: {upward}.</translation>
    </message>
    <message>
        <source>导出各单位公开情况</source>
        <translation>Export disclosure by office</translation>
    </message>
    <message>
        <source>各单位公开情况.xlsx</source>
        <translation>Disclosure by office.xlsx</translation>
    </message>
    <message>
        <source>表格 (*.xlsx)</source>
        <translation>Tables (*.xlsx)</translation>
    </message>
    <message>
        <source>导出了 {lines} 个单位：{name}</source>
        <translation>Offices exported: {lines} · {name}</translation>
    </message>
    <message>
        <source>要定 {conflicts}</source>
        <translation>To decide: {conflicts}</translation>
    </message>
    <message>
        <source>缺 {missing_bundles} 个包</source>
        <translation>Bundles missing: {missing_bundles}</translation>
    </message>
    <message>
        <source>逾期 {late}</source>
        <translation>Overdue: {late}</translation>
    </message>
    <message>
        <source>没加入</source>
        <translation>Not joined</translation>
    </message>
    <message>
        <source>现行 {current}</source>
        <translation>Current: {current}</translation>
    </message>
    <message>
        <source>没有记录</source>
        <translation>No records</translation>
    </message>
    <message>
        <source>照片 ({suffix})</source>
        <translation>Photos ({suffix})</translation>
    </message>
    <message>
        <source>选公示栏的照片</source>
        <translation>Choose a noticeboard photo</translation>
    </message>
    <message>
        <source>已留下 {files} 张照片，拍摄地点等信息没有带进来。</source>
        <translation>Photos kept: {files}. Where they were taken was left out.</translation>
    </message>
    <message>
        <source>，{month}月{day}日前答复</source>
        <translation>, answer due {day} {month}</translation>
    </message>
    <message>
        <source>已登记第 {number} 号异议{until}。</source>
        <translation>Objection {number} is logged{until}.</translation>
    </message>
    <message>
        <source>第 {number} 号异议已答复。{more}</source>
        <translation>Objection {number} is answered. {more}</translation>
    </message>
    <message>
        <source>保存张贴证明</source>
        <translation>Save the certificate</translation>
    </message>
    <message>
        <source>张贴证明 {number}.pdf</source>
        <translation>Posting certificate {number}.pdf</translation>
    </message>
    <message>
        <source>张贴证明</source>
        <translation>Certificate</translation>
    </message>
    <message>
        <source>保存归档包</source>
        <translation>Save the archive pack</translation>
    </message>
    <message>
        <source>归档包 {number}.zip</source>
        <translation>Archive pack {number}.zip</translation>
    </message>
    <message>
        <source>归档包</source>
        <translation>Archive pack</translation>
    </message>
    <message>
        <source>保存公告</source>
        <translation>Save the announcement</translation>
    </message>
    <message>
        <source>公告 {number}.pdf</source>
        <translation>Announcement {number}.pdf</translation>
    </message>
    <message>
        <source>公告</source>
        <translation>Announcement</translation>
    </message>
    <message>
        <source>{month}月{day}日公示栏工作单.pdf</source>
        <translation>Noticeboard worksheet {day} {month}.pdf</translation>
    </message>
    <message>
        <source>保存工作单</source>
        <translation>Save the worksheet</translation>
    </message>
    <message>
        <source>工作单</source>
        <translation>Worksheet</translation>
    </message>
    <message>
        <source>{words}已写到“{out}”。</source>
        <translation>{words} written to “{out}”.</translation>
    </message>
    <message>
        <source>选公示的照片</source>
        <translation>Choose a photo of the notice</translation>
    </message>
    <message>
        <source>{place} {year}年登记过 {hung} 张</source>
        <translation>{place}, logged in {year}: {hung}</translation>
    </message>
    <message>
        <source>{place} {year}年还没有编号</source>
        <translation>{place}, {year}: no numbers yet</translation>
    </message>
    <message>
        <source>全部公示栏</source>
        <translation>All boards</translation>
    </message>
    <message>
        <source>在贴 {hanging} 张 · {names} 处</source>
        <translation>{hanging} at {names} place(s)</translation>
    </message>
    <message>
        <source>在贴 {hanging} 张</source>
        <translation>Posted: {hanging}</translation>
    </message>
    <message>
        <source>现在没有公示</source>
        <translation>No notices now</translation>
    </message>
    <message>
        <source>已加上公示栏：{name}。</source>
        <translation>Noticeboard added: {name}.</translation>
    </message>
    <message>
        <source>正在备份</source>
        <translation>Backing up</translation>
    </message>
    <message>
        <source>备份好了，已核对。</source>
        <translation>Backup made and verified.</translation>
    </message>
    <message>
        <source>备份到哪个U盘</source>
        <translation>Which USB stick to back up to</translation>
    </message>
    <message>
        <source>已抄到U盘的“{place}”文件夹，读回核对过，可以拔出U盘。</source>
        <translation>Copied to “{place}” on the USB stick and read back; the stick can be taken out.</translation>
    </message>
    <message>
        <source>正在抄到U盘</source>
        <translation>Copying to the USB stick</translation>
    </message>
    <message>
        <source>练好了：这份备份能恢复。</source>
        <translation>Drill done: this backup can be restored.</translation>
    </message>
    <message>
        <source>练了一次恢复，备份是好的</source>
        <translation>Restore drill done, the backup is good</translation>
    </message>
    <message>
        <source>练的是 {name}。现在的数据没有动。</source>
        <translation>Drilled with {name}. Your present data were not touched.</translation>
    </message>
    <message>
        <source>这份备份里有 {records} 条记录，现在有 {now} 条。</source>
        <translation>Records in this backup: {records}. Records now: {now}.</translation>
    </message>
    <message>
        <source>如果今天电脑坏了，要补写的最多 {lost} 条。</source>
        <translation>If the computer broke today, records to write again: {lost} at most.</translation>
    </message>
    <message>
        <source>今天恢复，一条记录也不少。</source>
        <translation>Restored today, not a record would be lost.</translation>
    </message>
    <message>
        <source>正在练恢复</source>
        <translation>Running a restore drill</translation>
    </message>
    <message>
        <source>体检做完了，一切正常。</source>
        <translation>Check-up done, all is well.</translation>
    </message>
    <message>
        <source>体检做完了，有要处理的。</source>
        <translation>Check-up done, something needs attention.</translation>
    </message>
    <message>
        <source>正在体检</source>
        <translation>Running the check-up</translation>
    </message>
    <message>
        <source>正在收集</source>
        <translation>Collecting</translation>
    </message>
    <message>
        <source>诊断包里有这些，请先看一看</source>
        <translation>This is in the diagnostics pack, please look at it first</translation>
    </message>
    <message>
        <source>没有姓名、身份证号、记录和附件的内容，没有口令。</source>
        <translation>No names, no ID numbers, no contents of records or attachments, no passphrases.</translation>
    </message>
    <message>
        <source>先不存</source>
        <translation>Don’t save yet</translation>
    </message>
    <message>
        <source>存下来</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>诊断包存到哪里</source>
        <translation>Where to save the diagnostics pack</translation>
    </message>
    <message>
        <source>明白诊断包.zip</source>
        <translation>Mingbai diagnostics.zip</translation>
    </message>
    <message>
        <source>诊断包 (*.zip)</source>
        <translation>Diagnostics packs (*.zip)</translation>
    </message>
    <message>
        <source>正在写</source>
        <translation>Writing</translation>
    </message>
    <message>
        <source>诊断包已存成“{name}”。</source>
        <translation>Diagnostics pack saved as “{name}”.</translation>
    </message>
    <message>
        <source>{fields} 个领域 · {title}</source>
        <translation>{fields} fields · {title}</translation>
    </message>
    <message>
        <source>其余 {rest} 个领域</source>
        <translation>{rest} other fields</translation>
    </message>
    <message>
        <source>能检查的文件 (*.docx *.docm *.doc *.wps *.xlsx *.xlsm *.xls *.et *.ods *.pdf *.txt *.csv *.html *.htm *.jpg *.jpeg *.png *.tif *.tiff *.webp);;所有文件 (*)</source>
        <translation>Files to check (*.docx *.docm *.doc *.wps *.xlsx *.xlsm *.xls *.et *.ods *.pdf *.txt *.csv *.html *.htm *.jpg *.jpeg *.png *.tif *.tiff *.webp);;All files (*)</translation>
    </message>
    <message>
        <source>没有发现问题</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>选择要检查的文件</source>
        <translation>Choose a file to check</translation>
    </message>
    <message>
        <source>选择要检查的文件夹</source>
        <translation>Choose a folder to check</translation>
    </message>
    <message>
        <source>检查结果已复制，可以粘贴到别处。</source>
        <translation>The results are copied; paste them where you like.</translation>
    </message>
    <message>
        <source>保存检查结果</source>
        <translation>Save the results</translation>
    </message>
    <message>
        <source>公开前检查结果.xlsx</source>
        <translation>Check before disclosure.xlsx</translation>
    </message>
    <message>
        <source>检查结果已存为 {name}。</source>
        <translation>Results saved as {name}.</translation>
    </message>
    <message>
        <source>{file} · {rows} 行，对上 {matched} 行</source>
        <translation>{file} · rows: {rows}, matched: {matched}</translation>
    </message>
    <message>
        <source>有 {uncertain} 行里有没把握的格子，标着“请核对”。采用前请对照原表看一遍。</source>
        <translation>Rows with uncertain cells: {uncertain}, marked “Please check”. Compare them with the original table before adopting.</translation>
    </message>
    <message>
        <source>采用 {chosen} 条</source>
        <translation>Adopt {chosen}</translation>
    </message>
    <message>
        <source>采用勾选的</source>
        <translation>Adopt what is ticked</translation>
    </message>
    <message>
        <source>{path}：{theirs}</source>
        <translation>{path}: {theirs}</translation>
    </message>
    <message>
        <source>表里没有这一项</source>
        <translation>Not in the table</translation>
    </message>
    <message>
        <source> · 目录原来是“{ours}”</source>
        <translation> · catalogue says “{ours}”</translation>
    </message>
    <message>
        <source>新的事项</source>
        <translation>New matter</translation>
    </message>
    <message>
        <source>请核对：{shares}</source>
        <translation>Please check: {shares}</translation>
    </message>
    <message>
        <source>请核对</source>
        <translation>Please check</translation>
    </message>
    <message>
        <source>选择本县的目录表格</source>
        <translation>Choose your county’s catalogue table</translation>
    </message>
    <message>
        <source>正在读表格</source>
        <translation>Reading the table</translation>
    </message>
    <message>
        <source>还没有勾选。请在要采用的条目前打勾。</source>
        <translation>Nothing is ticked. Please tick what is to be adopted.</translation>
    </message>
    <message>
        <source>目录另存为</source>
        <translation>Save the catalogue as</translation>
    </message>
    <message>
        <source>公开事项标准目录.xlsx</source>
        <translation>Standard catalogue.xlsx</translation>
    </message>
    <message>
        <source>已写好 {name}：{written} 个事项。</source>
        <translation>{name} is written, matters: {written}.</translation>
    </message>
    <message>
        <source>已采用 {made} 条（{kinds}）。国家目录没有改动。</source>
        <translation>Adopted: {made} ({kinds}). The national catalogue is unchanged.</translation>
    </message>
    <message>
        <source>已撤销 {value} 条。</source>
        <translation>Undone: {value}.</translation>
    </message>
    <message>
        <source>{entries} 条，来自 {files}</source>
        <translation>Entries: {entries}, from {files}</translation>
    </message>
    <message>
        <source>还没有采用过本县的目录</source>
        <translation>Nothing of the county’s catalogue adopted yet</translation>
    </message>
    <message>
        <source>{before}：{part}</source>
        <translation>{before}: {part}</translation>
    </message>
    <message>
        <source>{on} {unit}采用</source>
        <translation>{on}, adopted by {unit}</translation>
    </message>
    <message>
        <source>撤销“{title_of}”？</source>
        <translation>Undo “{title_of}”?</translation>
    </message>
    <message>
        <source>留着</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>国家目录和已有的记录都不会动。</source>
        <translation>The national catalogue and existing records stay as they are.</translation>
    </message>
    <message>
        <source>撤销采用的全部 {entries} 条，只用国家目录？</source>
        <translation>Undo everything adopted ({entries}) and use only the national catalogue?</translation>
    </message>
    <message>
        <source>全部撤销</source>
        <translation>Undo all</translation>
    </message>
    <message>
        <source>本机的</source>
        <translation>Ours</translation>
    </message>
    <message>
        <source>对方的</source>
        <translation>Theirs</translation>
    </message>
    <message>
        <source>{where}&#x3000;{reason}</source>
        <translation>{where} · {reason}</translation>
    </message>
    <message>
        <source>要定的 {held}</source>
        <translation>To decide ({held})</translation>
    </message>
    <message>
        <source>要定的</source>
        <translation>To decide</translation>
    </message>
    <message>
        <source>{where}。{reason}。</source>
        <translation>{where}. {reason}.</translation>
    </message>
    <message>
        <source>两边都从修订 {fork} 改起。</source>
        <translation>Both sides started from revision {fork}.</translation>
    </message>
    <message>
        <source>两边从第一版起就不一样。</source>
        <translation>The two sides differ from the first revision on.</translation>
    </message>
    <message>
        <source>{shared}{version}；{version2}。</source>
        <translation>{shared} {version}; {version2}.</translation>
    </message>
    <message>
        <source>本机</source>
        <translation>This computer</translation>
    </message>
    <message>
        <source>对方</source>
        <translation>the other side</translation>
    </message>
    <message>
        <source>{whose}修订 {revision}，{made_by} {when}签发</source>
        <translation>{whose}: revision {revision}, issued by {made_by}, {when}</translation>
    </message>
    <message>
        <source>{unit} {sequence} 号包</source>
        <translation>Bundle {sequence}, {unit}</translation>
    </message>
    <message>
        <source>下级</source>
        <translation>the office below</translation>
    </message>
    <message>
        <source>留{words}版本</source>
        <translation>Version to keep: {words}</translation>
    </message>
    <message>
        <source>定下</source>
        <translation>Decide</translation>
    </message>
    <message>
        <source>另一个版本留着备查，不会丢。理由会随带下去的文件告诉报送单位。</source>
        <translation>The other version is kept for reference and not lost. The sender is told the reason in the file for below.</translation>
    </message>
    <message>
        <source>定了：“{title}”留{words}版本。请给{unit}写一份带下去的文件。</source>
        <translation>Decided: “{title}”, version kept: {words}. Please write a file for below for {unit}.</translation>
    </message>
    <message>
        <source>报送单位</source>
        <translation>the sender</translation>
    </message>
    <message>
        <source>收进了 {moved} 条。</source>
        <translation>Taken in: {moved}.</translation>
    </message>
    <message>
        <source>还是收不进，原样留着。</source>
        <translation>It still cannot be taken in; kept as it was.</translation>
    </message>
    <message>
        <source>这条不收了</source>
        <translation>Leave this one out</translation>
    </message>
    <message>
        <source>不收了</source>
        <translation>Leave out</translation>
    </message>
    <message>
        <source>原样留着备查。理由会随带下去的文件告诉报送单位。</source>
        <translation>It is kept as it is for reference. The sender is told the reason in the file for below.</translation>
    </message>
    <message>
        <source>“{title}”不收了。</source>
        <translation>“{title}” is left out.</translation>
    </message>
    <message>
        <source>已停用：{stopped_for}。它的包不再收；这个单位要再报送，请它重新申请加入。</source>
        <translation>Disabled: {stopped_for}. Its bundles are no longer taken in; to send again, the office must ask to join anew.</translation>
    </message>
    <message>
        <source>{texts}这台电脑可能从备份恢复过，或者被复制过。请先打电话问清，再选怎么处理。</source>
        <translation>{texts} This computer may have been restored from a backup, or copied. Please telephone them first, then choose what to do.</translation>
    </message>
    <message>
        <source>核对码 {fingerprint}</source>
        <translation>Check code {fingerprint}</translation>
    </message>
    <message>
        <source>停用“{unit}”的这台电脑？</source>
        <translation>Disable this computer of “{unit}”?</translation>
    </message>
    <message>
        <source>停用</source>
        <translation>Disable</translation>
    </message>
    <message>
        <source>先不停用</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>原因：{reasons}。已经收进来的记录不变；停用后不能再启用，只能重新申请加入。</source>
        <translation>Reason: {reasons}. Records already taken in do not change; once disabled, it can only join anew.</translation>
    </message>
    <message>
        <source>已停用{unit}的这台电脑。写给下级的文件会带上停用名单。</source>
        <translation>This computer of {unit} is disabled. Files for below will carry the list of disabled computers.</translation>
    </message>
    <message>
        <source>“{unit}”这台电脑：{decisions}？</source>
        <translation>This computer of “{unit}”: {decisions}?</translation>
    </message>
    <message>
        <source>就这样处理</source>
        <translation>Do it</translation>
    </message>
    <message>
        <source>先不处理</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>已经收进来的记录不变。</source>
        <translation>Records already taken in do not change.</translation>
    </message>
    <message>
        <source>可以再收一次那个包了。</source>
        <translation>That bundle can be taken in again now.</translation>
    </message>
    <message>
        <source>请通知这个单位换新的登记。</source>
        <translation>Please tell the office to enrol anew.</translation>
    </message>
    <message>
        <source>已记下。{words}</source>
        <translation>Noted. {words}</translation>
    </message>
    <message>
        <source>…{device}&#x3000;收到 {last} 号包</source>
        <translation>…{device} · received up to bundle {last}</translation>
    </message>
    <message>
        <source>已停用</source>
        <translation>Disabled</translation>
    </message>
    <message>
        <source>要处理</source>
        <translation>To be settled</translation>
    </message>
    <message>
        <source>可以报送</source>
        <translation>May send</translation>
    </message>
    <message>
        <source>跟着记录走，要改请发起更正</source>
        <translation>Follows the record; to change it, start a correction</translation>
    </message>
    <message>
        <source>改过的；清空就恢复成“{usual}”</source>
        <translation>Changed; clear it to go back to “{usual}”</translation>
    </message>
    <message>
        <source>目录信息已保存。</source>
        <translation>Directory entry saved.</translation>
    </message>
    <message>
        <source>加入申请或它的照片 (*.mingbai-request *.png *.jpg *.jpeg *.webp);;所有文件 (*)</source>
        <translation>Enrolment requests or photos of them (*.mingbai-request *.png *.jpg *.jpeg *.webp);;All files (*)</translation>
    </message>
    <message>
        <source>许可 (*.mingbai-grant);;所有文件 (*)</source>
        <translation>Grants (*.mingbai-grant);;All files (*)</translation>
    </message>
    <message>
        <source>加入申请写到哪里（U盘或文件夹）</source>
        <translation>Where to write the enrolment request (USB stick or folder)</translation>
    </message>
    <message>
        <source>申请已写到 {name}。请把U盘带到{above}。</source>
        <translation>The request is written to {name}. Please take the stick to {above}.</translation>
    </message>
    <message>
        <source>保存加入申请</source>
        <translation>Save the enrolment request</translation>
    </message>
    <message>
        <source>加入申请.pdf</source>
        <translation>Enrolment request.pdf</translation>
    </message>
    <message>
        <source>申请已存成 {name}。请打印或拍下二维码交给{above}。</source>
        <translation>The request is saved as {name}. Please print it or photograph the code, and hand it to {above}.</translation>
    </message>
    <message>
        <source>{above}的许可</source>
        <translation>Grant from {above}</translation>
    </message>
    <message>
        <source>已加入{unit}。以后的包只有{above}能打开。</source>
        <translation>Joined {unit}. From now on only {above} can open your bundles.</translation>
    </message>
    <message>
        <source>{below}的加入申请</source>
        <translation>Enrolment request from {below}</translation>
    </message>
    <message>
        <source>许可“{stem}”加入？</source>
        <translation>Let “{stem}” join?</translation>
    </message>
    <message>
        <source>许可加入</source>
        <translation>Let it join</translation>
    </message>
    <message>
        <source>先不许可</source>
        <translation>Not yet</translation>
    </message>
    <message>
        <source>许可后，本机会收这台电脑的包。请先和来人核对是不是他们送来的。</source>
        <translation>From then on, bundles of that computer are taken in here. Please first make sure with the person who came that the request is theirs.</translation>
    </message>
    <message>
        <source>已许可{unit}，许可写在 {name}。请把U盘带回{below}。</source>
        <translation>{unit} may join; the grant is in {name}. Please take the stick back to {below}.</translation>
    </message>
    <message>
        <source>从{above}导入许可</source>
        <translation>Grant from {above}</translation>
    </message>
    <message>
        <source>数据还没有建好。</source>
        <translation>Your data are not set up yet.</translation>
    </message>
    <message>
        <source>请先做完前面的步骤。</source>
        <translation>Please finish the steps before this one first.</translation>
    </message>
    <message>
        <source>{unit} · 目录 {title}</source>
        <translation>{unit} · {title}</translation>
    </message>
    <message>
        <source>已登记张贴：{number}，{last}期满，{due_down_on}起可以撤下。</source>
        <translation>Posting logged: {number}. Last day: {last}; may be taken down from {due_down_on}.</translation>
    </message>
    <message>
        <source>已登记撤下：{number}，{on}。</source>
        <translation>Take-down logged: {number}, {on}.</translation>
    </message>
    <message>
        <source>快速卡片存到哪里</source>
        <translation>Where to save the quick cards</translation>
    </message>
    <message>
        <source>快速卡片.pdf</source>
        <translation>Quick cards.pdf</translation>
    </message>
    <message>
        <source>PDF 文件 (*.pdf)</source>
        <translation>PDF files (*.pdf)</translation>
    </message>
    <message>
        <source>快速卡片写好了</source>
        <translation>The quick cards are written</translation>
    </message>
    <message>
        <source>{count} 张卡片，一张一页，写在 {chosen}。打印出来，贴在电脑旁边。</source>
        <translation>Cards: {count}, one a page, in {chosen}. Print them and keep them by the computer.</translation>
    </message>
    <message>
        <source>查“{searched}”</source>
        <translation>Search: “{searched}”</translation>
    </message>
    <message>
        <source>全部帮助</source>
        <translation>All help</translation>
    </message>
    <message>
        <source>快速卡片</source>
        <translation>Quick cards</translation>
    </message>
    <message>
        <source>&lt;h2&gt;这一栏&lt;/h2&gt;&lt;p&gt;{escape}&lt;/p&gt;</source>
        <translation>&lt;h2&gt;This entry&lt;/h2&gt;&lt;p&gt;{escape}&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;没有找到“{escape}”。请换一个词，例如“U盘”“打印”“口令”。&lt;/p&gt;</source>
        <translation>&lt;p&gt;Nothing found for “{escape}”. Please try another word, for example “stick”, “print” or “passphrase”.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;{cards} 张卡片，一张一页。打印出来，贴在电脑旁边。&lt;/p&gt;&lt;ul&gt;{listed}&lt;/ul&gt;&lt;p&gt;&lt;a href=&quot;help:{print_cards}&quot;&gt;打印这 {cards} 张&lt;/a&gt;&lt;/p&gt;&lt;p&gt;&lt;a href=&quot;help:{save_cards}&quot;&gt;存为 PDF，到别的电脑上打印&lt;/a&gt;&lt;/p&gt;</source>
        <translation>&lt;p&gt;{cards} cards, one a page. Print them and keep them by the computer.&lt;/p&gt;&lt;ul&gt;{listed}&lt;/ul&gt;&lt;p&gt;&lt;a href=&quot;help:{print_cards}&quot;&gt;Print these {cards}&lt;/a&gt;&lt;/p&gt;&lt;p&gt;&lt;a href=&quot;help:{save_cards}&quot;&gt;Save as PDF, to print from another computer&lt;/a&gt;&lt;/p&gt;</translation>
    </message>
    <message>
        <source>，没收 {refused} 行</source>
        <translation>, refused: {refused}</translation>
    </message>
    <message>
        <source>{by}&#x3000;从 {file} 收进 {taken} 行{refused}</source>
        <translation>{by} · from {file}, rows taken in: {taken}{refused}</translation>
    </message>
    <message>
        <source>{when}&#x3000;已撤销（{undone_by}，{moment_words}）</source>
        <translation>{when} · undone ({undone_by}, {moment_words})</translation>
    </message>
    <message>
        <source>换掉了原来的名单</source>
        <translation>replaced the earlier roster</translation>
    </message>
    <message>
        <source>加在名单后面</source>
        <translation>added to the end of the roster</translation>
    </message>
    <message>
        <source>{when}&#x3000;{how}</source>
        <translation>{when} · {how}</translation>
    </message>
    <message>
        <source>被它换掉的名单会回来。</source>
        <translation>The roster it replaced comes back.</translation>
    </message>
    <message>
        <source>撤销“{file}”的导入？它收进的 {taken} 行会去掉。{back}</source>
        <translation>Undo the import of “{file}”? The rows it brought in go: {taken}. {back}</translation>
    </message>
    <message>
        <source>撤销这次导入</source>
        <translation>Undo this import</translation>
    </message>
    <message>
        <source>不撤销</source>
        <translation>Keep the import</translation>
    </message>
    <message>
        <source>导入以后手工改过的行会留着。</source>
        <translation>Rows changed by hand since the import stay.</translation>
    </message>
    <message>
        <source>已撤销“{file}”的导入，现在有 {rows} 行。{kept}</source>
        <translation>The import of “{file}” is undone; rows now: {rows}. {kept}</translation>
    </message>
    <message>
        <source>同步包 (*.mingbai);;所有文件 (*)</source>
        <translation>Bundles (*.mingbai);;All files (*)</translation>
    </message>
    <message>
        <source>本机还没有这条记录，收进后会新增。</source>
        <translation>Not on this computer yet; taking it in adds it.</translation>
    </message>
    <message>
        <source>本机有较早的修订，收进后接在后面，早的修订留着。</source>
        <translation>This computer has an earlier revision; the new one follows it and the earlier one is kept.</translation>
    </message>
    <message>
        <source>不会变成两条，本机的内容也不改动。</source>
        <translation>It will not be there twice, and what is here does not change.</translation>
    </message>
    <message>
        <source>两边都从同一修订改起。收进后两个版本都留着，现行内容不变，等您这边决定。</source>
        <translation>Both sides changed the same revision. Both versions are kept, and the current one stays until you decide.</translation>
    </message>
    <message>
        <source>本机认不全，原样存在“待查”，别的记录照常收进。</source>
        <translation>This computer does not know all of it; it is kept in quarantine as it is, and other records are taken in.</translation>
    </message>
    <message>
        <source>来自 {sender}，第 {sequence} 号包</source>
        <translation>From {sender}, bundle {sequence}</translation>
    </message>
    <message>
        <source>，冲突 {counts} 条另存</source>
        <translation>, in conflict {counts}</translation>
    </message>
    <message>
        <source>都有了，只写回执</source>
        <translation>All known, write the receipt</translation>
    </message>
    <message>
        <source>收进 {taken} 条{extra}</source>
        <translation>Take in {taken}{extra}</translation>
    </message>
    <message>
        <source>已入库 {accepted} 条</source>
        <translation>Taken in: {accepted}</translation>
    </message>
    <message>
        <source>重复 {duplicate} 条</source>
        <translation>Duplicates: {duplicate}</translation>
    </message>
    <message>
        <source>冲突 {conflict} 条</source>
        <translation>Conflicts: {conflict}</translation>
    </message>
    <message>
        <source>待查 {rejected} 条</source>
        <translation>Quarantined: {rejected}</translation>
    </message>
    <message>
        <source>。</source>
        <translation>. </translation>
    </message>
    <message>
        <source>收哪个包</source>
        <translation>Which bundle to take in</translation>
    </message>
    <message>
        <source>正在查看包里的内容</source>
        <translation>Looking into the bundle</translation>
    </message>
    <message>
        <source>正在收进</source>
        <translation>Taking in</translation>
    </message>
    <message>
        <source>没有收进，本机的记录没有动。</source>
        <translation>Nothing was taken in; your records are untouched.</translation>
    </message>
    <message>
        <source>回执写到哪里</source>
        <translation>Where to write the receipt</translation>
    </message>
    <message>
        <source>以后签发的记录按新写法编号，例如 {value}。已有的号不变。</source>
        <translation>Records issued from now on are numbered the new way, for example {value}. Existing numbers stay.</translation>
    </message>
    <message>
        <source>数据文件有 {faults} 处损坏。</source>
        <translation>Damaged places in the data file: {faults}.</translation>
    </message>
    <message>
        <source>程序没有改动它，已经做好的备份都在。</source>
        <translation>The program did not change it, and all backups made are there.</translation>
    </message>
    <message>
        <source>请现在就去恢复。先只看也可以，从现在起不能再改。</source>
        <translation>Please restore a backup now. You may look first, but nothing can be changed from now on.</translation>
    </message>
    <message>
        <source>先只看</source>
        <translation>Only look for now</translation>
    </message>
    <message>
        <source>去恢复</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>没能备份：{what}{todo}</source>
        <translation>No backup could be made: {what} {todo}</translation>
    </message>
    <message>
        <source>，{unanswered} 个包没有回执</source>
        <translation>, bundles without receipt: {unanswered}</translation>
    </message>
    <message>
        <source>没有办完的 {open} 条，正在张贴的 {hanging} 份{waiting}。</source>
        <translation>Unfinished records: {open}, notices posted: {hanging}{waiting}.</translation>
    </message>
    <message>
        <source>请写接手的人的姓名。</source>
        <translation>Please write the name of the person who takes over.</translation>
    </message>
    <message>
        <source>移交清单存到哪里</source>
        <translation>Where to save the hand-over list</translation>
    </message>
    <message>
        <source>移交清单 {name}.pdf</source>
        <translation>Hand-over list {name}.pdf</translation>
    </message>
    <message>
        <source>移交清单已存成“{name}”，请打印出来三方签名。</source>
        <translation>Hand-over list saved as “{name}”; please print it for the three parties to sign.</translation>
    </message>
    <message>
        <source>停用“{name}”的账户？</source>
        <translation>Disable the account of “{name}”?</translation>
    </message>
    <message>
        <source>停用账户</source>
        <translation>Disable account</translation>
    </message>
    <message>
        <source>他做过的记录、审核、留痕都留着，没办完的由别的起草账户接着做。</source>
        <translation>What they did stays: records, reviews, the log. Other drafters go on with what is unfinished.</translation>
    </message>
    <message>
        <source>为什么停用</source>
        <translation>Why the account is disabled</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>例如：调离、退休。会写进留痕。</source>
        <translation>For example: moved, retired. It is kept in the log.</translation>
    </message>
    <message>
        <source>已停用账户：{name}。以前的备份用原来的口令还能打开，请收好U盘。</source>
        <translation>Account disabled: {name}. Older backups still open with the old passphrase, so please keep the sticks safe.</translation>
    </message>
    <message>
        <source>写明理由放行</source>
        <translation>Let through, say why</translation>
    </message>
    <message>
        <source>放行这一处</source>
        <translation>Let this one through</translation>
    </message>
    <message>
        <source>为什么可以公布</source>
        <translation>Why it may be published</translation>
    </message>
    <message>
        <source>放行</source>
        <translation>Let through</translation>
    </message>
    <message>
        <source>证书 (*.pem *.crt *.cer);;所有文件 (*)</source>
        <translation>Certificates (*.pem *.crt *.cer);;All files (*)</translation>
    </message>
    <message>
        <source>单位自己的 CA 证书</source>
        <translation>CA certificates of the office</translation>
    </message>
    <message>
        <source>没有服务器，程序不会自己上网。用U盘一样能报。</source>
        <translation>No server: the program never goes online by itself. A USB stick does just as well.</translation>
    </message>
    <message>
        <source>记下了。签发以后会自动上报。</source>
        <translation>Noted. Uploads start by themselves after issuing.</translation>
    </message>
    <message>
        <source>记下了。要上报时在“同步”里点“现在上报”。</source>
        <translation>Noted. To upload, press “Upload now” under “Sync”.</translation>
    </message>
    <message>
        <source>打开后回到刚才的地方，没写完的都在。</source>
        <translation>Unlocking brings you back to where you were; unfinished work is all there.</translation>
    </message>
    <message>
        <source>换成“{chosen}”。{name}没写完的已经自动保存。</source>
        <translation>Switching to “{chosen}”. Unfinished work of {name} is saved.</translation>
    </message>
    <message>
        <source>请写 6 位 PIN。</source>
        <translation>Please write a 6-digit PIN.</translation>
    </message>
    <message>
        <source>请写口令。</source>
        <translation>Please write the passphrase.</translation>
    </message>
    <message>
        <source>请写您的口令，证明是您本人。</source>
        <translation>Please write your passphrase, to show it is you.</translation>
    </message>
    <message>
        <source>两次写的 PIN 不一样，请再写一遍。</source>
        <translation>The two PINs differ, please write them again.</translation>
    </message>
    <message>
        <source>PIN 已去掉，锁屏后用口令打开。</source>
        <translation>PIN removed; the passphrase unlocks the screen.</translation>
    </message>
    <message>
        <source>PIN 已设好，锁屏后可以用它打开。</source>
        <translation>PIN set; it unlocks the screen from now on.</translation>
    </message>
    <message>
        <source>{words}，已核对</source>
        <translation>{words}, verified</translation>
    </message>
    <message>
        <source>目录：{fields} 个领域 · {title}</source>
        <translation>Catalogue: {fields} fields · {title}</translation>
    </message>
    <message>
        <source>请照打印的那张纸写恢复码。</source>
        <translation>Please write the recovery code as it stands on the printed sheet.</translation>
    </message>
    <message>
        <source>两次写的新口令不一样，请再写一遍。</source>
        <translation>The two new passphrases differ, please write them again.</translation>
    </message>
    <message>
        <source>找到 {matters} 个事项</source>
        <translation>Matters found: {matters}</translation>
    </message>
    <message>
        <source>没有找到“{text}”。</source>
        <translation>Nothing found for “{text}”.</translation>
    </message>
    <message>
        <source>{matters} 个事项</source>
        <translation>Matters: {matters}</translation>
    </message>
    <message>
        <source>请先在左边选一个事项。</source>
        <translation>Please choose a matter on the left first.</translation>
    </message>
    <message>
        <source>已记下“{role}”在本地的单位。</source>
        <translation>The office here for “{role}” is noted.</translation>
    </message>
    <message>
        <source>已加公示栏：{name}。</source>
        <translation>Noticeboard added: {name}.</translation>
    </message>
    <message>
        <source>给公示栏改名</source>
        <translation>Rename the noticeboard</translation>
    </message>
    <message>
        <source>新的名字</source>
        <translation>New name</translation>
    </message>
    <message>
        <source>改名</source>
        <translation>Rename</translation>
    </message>
    <message>
        <source>以后张贴用新名字。“{name}”已有的登记不变，编号从 1 重新开始。</source>
        <translation>New postings carry the new name. Postings logged under “{name}” stay as they are, and numbers start from 1 again.</translation>
    </message>
    <message>
        <source>“{name}”已改名为“{new}”。</source>
        <translation>“{name}” is now called “{new}”.</translation>
    </message>
    <message>
        <source>“{name}”以后不再用来张贴？</source>
        <translation>Stop using “{name}” for posting?</translation>
    </message>
    <message>
        <source>不再使用</source>
        <translation>Stop using</translation>
    </message>
    <message>
        <source>已有的张贴登记都保留。</source>
        <translation>Postings already logged are all kept.</translation>
    </message>
    <message>
        <source>“{name}”不再使用。</source>
        <translation>“{name}” is no longer used.</translation>
    </message>
    <message>
        <source>已记下，期限已按新的日子重算。</source>
        <translation>Noted; deadlines are reckoned anew.</translation>
    </message>
    <message>
        <source>已去掉，期限已按新的日子重算。</source>
        <translation>Removed; deadlines are reckoned anew.</translation>
    </message>
    <message>
        <source>以后排的公示，姓名遮盖后张贴。</source>
        <translation>Notices made from now on are posted with names masked.</translation>
    </message>
    <message>
        <source>以后排的公示，姓名照写。</source>
        <translation>Notices made from now on show names in full.</translation>
    </message>
    <message>
        <source>{days} 天没有回执就提醒。</source>
        <translation>Days without a receipt before a reminder: {days}.</translation>
    </message>
    <message>
        <source>{minutes} 分钟不用就锁定。</source>
        <translation>Minutes of rest before the screen locks: {minutes}.</translation>
    </message>
    <message>
        <source>检查U盘空间</source>
        <translation>Check room on the stick</translation>
    </message>
    <message>
        <source>写入</source>
        <translation>Write</translation>
    </message>
    <message>
        <source>读回来逐个核对</source>
        <translation>Read back and compare</translation>
    </message>
    <message>
        <source>写好标记</source>
        <translation>Writing the marker</translation>
    </message>
    <message>
        <source>核对</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>{numbers} 号包{above}没有收到。请问一下{above}，再写一个包补上。</source>
        <translation>Bundle {numbers} did not reach {above}. Please ask {above}, then write another bundle to make up for it.</translation>
    </message>
    <message>
        <source>{numbers} 号包里还有 {waiting} 条没有回执。请问一下{above}；没有回执的不算办完。</source>
        <translation>Records without a receipt in bundle {numbers}: {waiting}. Please ask {above}; without a receipt it is not done.</translation>
    </message>
    <message>
        <source>第 {sequence} 号包 → {name}</source>
        <translation>Bundle {sequence} → {name}</translation>
    </message>
    <message>
        <source>磁盘</source>
        <translation>disk</translation>
    </message>
    <message>
        <source>正在写到 {name}</source>
        <translation>Writing to {name}</translation>
    </message>
    <message>
        <source>写一个包，带给{above}</source>
        <translation>Bundle for {above}</translation>
    </message>
    <message>
        <source>请把U盘交给{above}，收到回执才算办完。</source>
        <translation>Please hand the stick to {above}; it is done when the receipt is back.</translation>
    </message>
    <message>
        <source>正在读取…</source>
        <translation>Reading…</translation>
    </message>
    <message>
        <source>没有要发的。被退回的请打开更正，签发后再发。</source>
        <translation>Nothing to send. Open what was returned, correct and issue it, then send it again.</translation>
    </message>
    <message>
        <source>没有新签发的。没回执的可以再写一个包补发。</source>
        <translation>Nothing new. What has no receipt can be sent again.</translation>
    </message>
    <message>
        <source>没有要发的，签发过的都到了。</source>
        <translation>Nothing to send; everything issued has arrived.</translation>
    </message>
    <message>
        <source>{sendable} 条签发好的记录等着发出。</source>
        <translation>Issued records waiting to be sent: {sendable}.</translation>
    </message>
    <message>
        <source>上次收到{above}回执：{moment_words}</source>
        <translation>Last receipt from {above}: {moment_words}</translation>
    </message>
    <message>
        <source>正在准备…</source>
        <translation>Preparing…</translation>
    </message>
    <message>
        <source>、名单 {rows} 行</source>
        <translation>, roster rows: {rows}</translation>
    </message>
    <message>
        <source>{sequence} 号包 {records} 条记录{rows}，共 {size}，已写好，并逐个核对过。</source>
        <translation>Bundle {sequence} (records: {records}{rows}; {size}) is written and compared piece by piece.</translation>
    </message>
    <message>
        <source>写到哪里（U盘或文件夹），带给{above}</source>
        <translation>Where to write it (USB stick or folder), for {above}</translation>
    </message>
    <message>
        <source>没有写，U盘上也没有留下没写完的包。记录还在等着发出。</source>
        <translation>Nothing was written, and no unfinished bundle is left on the stick. The records still wait to be sent.</translation>
    </message>
    <message>
        <source>更新包 (*.mingbai-pack);;所有文件 (*)</source>
        <translation>Update packs (*.mingbai-pack);;All files (*)</translation>
    </message>
    <message>
        <source>上级发的更新包</source>
        <translation>Update pack from above</translation>
    </message>
    <message>
        <source>正在核对更新包…</source>
        <translation>Verifying the update pack…</translation>
    </message>
    <message>
        <source>正在收下更新包…</source>
        <translation>Taking in the update pack…</translation>
    </message>
    <message>
        <source>程序自带的内容</source>
        <translation>what came with the program</translation>
    </message>
    <message>
        <source>退回到{to}？</source>
        <translation>Go back to {to}?</translation>
    </message>
    <message>
        <source>退回上一版</source>
        <translation>Go back a version</translation>
    </message>
    <message>
        <source>不退回</source>
        <translation>Stay</translation>
    </message>
    <message>
        <source>记录不受影响。停用的电脑不会因此恢复。以后还可以再收这个更新包。</source>
        <translation>Records are not affected. Disabled computers stay disabled. This update pack can be taken in again later.</translation>
    </message>
    <message>
        <source>已退回，现在用{to}。</source>
        <translation>Gone back; in use now: {to}.</translation>
    </message>
    <message>
        <source>电话里念的指纹，和这个一样吗？{fingerprint}</source>
        <translation>Is the fingerprint read out on the telephone the same as this? {fingerprint}</translation>
    </message>
    <message>
        <source>一样，收下</source>
        <translation>Same, take it in</translation>
    </message>
    <message>
        <source>不一样，不收</source>
        <translation>Different, refuse</translation>
    </message>
    <message>
        <source>第一次收{publisher}的更新包，要打电话请他们念一遍指纹。号码请用您本来就知道的。</source>
        <translation>This is the first update pack from {publisher}: please telephone them and have the fingerprint read out. Use a number you already know.</translation>
    </message>
    <message>
        <source>{text}还要收吗？</source>
        <translation>{text} Take it in all the same?</translation>
    </message>
    <message>
        <source>日期核对过，收下</source>
        <translation>Date is right, take in</translation>
    </message>
    <message>
        <source>先不收</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>正在{text}…</source>
        <translation>{text}…</translation>
    </message>
    <message>
        <source>已在用{publisher}的更新包“{title}”。</source>
        <translation>Update pack “{title}” from {publisher} is in use now.</translation>
    </message>
    <message>
        <source>请写现在的口令，证明是您本人。</source>
        <translation>Please write your present passphrase, to show it is you.</translation>
    </message>
    <message>
        <source>两次写的口令不一样，请再写一遍。</source>
        <translation>The two passphrases differ, please write them again.</translation>
    </message>
    <message>
        <source>和现在的口令一样，没有改。</source>
        <translation>Same as the present passphrase, nothing changed.</translation>
    </message>
    <message>
        <source>口令已改，下次登录用新的。</source>
        <translation>Passphrase changed; use the new one at the next login.</translation>
    </message>
    <message>
        <source>写好后按 Enter 查找。</source>
        <translation>Write it, then press Enter to search.</translation>
    </message>
    <message>
        <source>名单里没有“{asked}”。</source>
        <translation>“{asked}” is in no roster.</translation>
    </message>
    <message>
        <source>，只列出一部分，请写得更全一些</source>
        <translation>, not all shown; please write more of it</translation>
    </message>
    <message>
        <source>{people} 个人，在 {part} 份名单里{more}。</source>
        <translation>People: {people}, rosters: {part}{more}.</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>填写藏文</source>
        <translation>Fill in Tibetan</translation>
    </message>
    <message>
        <source>到这一项</source>
        <translation>Go to this entry</translation>
    </message>
    <message>
        <source>存为 PDF</source>
        <translation>Save PDF</translation>
    </message>
    <message>
        <source>公示已存为 PDF：{name}，共 {pages} 页。</source>
        <translation>Notice saved as PDF: {name}, pages: {pages}.</translation>
    </message>
    <message>
        <source>各村的公示存到哪个文件夹</source>
        <translation>Folder for the village notices</translation>
    </message>
    <message>
        <source>{result} 个村的公示已存到“{name}”，一村一份。</source>
        <translation>Village notices saved to “{name}”, one for each village: {result}.</translation>
    </message>
    <message>
        <source>正在做各村的公示</source>
        <translation>Making the village notices</translation>
    </message>
    <message>
        <source>电子屏图片存到哪里</source>
        <translation>Where to save the screen pictures</translation>
    </message>
    <message>
        <source>电子屏</source>
        <translation>Screen pictures</translation>
    </message>
    <message>
        <source>电子屏图片已存到“{name}”，共 {count} 屏。</source>
        <translation>Screen pictures saved to “{name}”: {count}.</translation>
    </message>
    <message>
        <source>正在做电子屏图片</source>
        <translation>Making the screen pictures</translation>
    </message>
    <message>
        <source>已交给打印机 {count} 张。</source>
        <translation>Sheets handed to the printer: {count}.</translation>
    </message>
    <message>
        <source>登记张贴</source>
        <translation>Log posting</translation>
    </message>
    <message>
        <source>正在做公示</source>
        <translation>Making the notice</translation>
    </message>
    <message>
        <source>打印停下了。已经送到打印机的几页可能还会印出来。</source>
        <translation>Printing stopped. Pages already sent to the printer may still come out.</translation>
    </message>
    <message>
        <source>已经停下，公示没有做，也没有存。</source>
        <translation>Stopped; no notice was made or saved.</translation>
    </message>
    <message>
        <source>已经停下，一份也没有存。</source>
        <translation>Stopped; not one was saved.</translation>
    </message>
    <message>
        <source>已经停下，一张也没有存。</source>
        <translation>Stopped; not one picture was saved.</translation>
    </message>
    <message>
        <source>已签发&#x3000;{issued_by} {issued_on}</source>
        <translation>Issued · {issued_by} {issued_on}</translation>
    </message>
    <message>
        <source>还没有签发，只供查看</source>
        <translation>Not issued yet, only for looking at</translation>
    </message>
    <message>
        <source>都已撤下</source>
        <translation>All taken down</translation>
    </message>
    <message>
        <source>还没有张贴，登记时编号</source>
        <translation>Not posted yet, numbered on posting</translation>
    </message>
    <message>
        <source>没有要改的</source>
        <translation>Nothing to change</translation>
    </message>
    <message>
        <source>{soft} 条提醒，没有必须改的</source>
        <translation>Reminders: {soft}; nothing that must change</translation>
    </message>
    <message>
        <source>{hard} 处必须改</source>
        <translation>Must be changed: {hard}</translation>
    </message>
    <message>
        <source>，{soft} 条提醒</source>
        <translation>, reminders: {soft}</translation>
    </message>
    <message>
        <source>每个字都能打印，没有缺字</source>
        <translation>Every character can be printed</translation>
    </message>
    <message>
        <source>没有身份证号、卡号、个人手机号</source>
        <translation>No ID, card or private phone numbers</translation>
    </message>
    <message>
        <source>合计与各行一致</source>
        <translation>Totals agree with the rows</translation>
    </message>
    <message>
        <source>正在打印第 {page} 页</source>
        <translation>Printing page {page}</translation>
    </message>
    <message>
        <source>现在是 {version} 版</source>
        <translation>Version {version} is in use</translation>
    </message>
    <message>
        <source>{here}；{chosen} 版已装好，下次打开就用它</source>
        <translation>{here}; version {chosen} is installed and used from the next start</translation>
    </message>
    <message>
        <source>选程序更新文件</source>
        <translation>Choose the program update</translation>
    </message>
    <message>
        <source>程序更新 (*.mingbai-update)</source>
        <translation>Program updates (*.mingbai-update)</translation>
    </message>
    <message>
        <source>一样，接着看</source>
        <translation>Same, go on</translation>
    </message>
    <message>
        <source>不一样，不装</source>
        <translation>Different, stop</translation>
    </message>
    <message>
        <source>第一次收{publisher}的程序更新，要打电话请他们念一遍指纹。号码请用您本来就知道的。</source>
        <translation>This is the first program update from {publisher}: please telephone them and have the fingerprint read out. Use a number you already know.</translation>
    </message>
    <message>
        <source>{text}还要装吗？</source>
        <translation>{text} Install it all the same?</translation>
    </message>
    <message>
        <source>日期核对过，接着看</source>
        <translation>Date is right, go on</translation>
    </message>
    <message>
        <source>先不装</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>{title}。{notes}</source>
        <translation>{title}. {notes}</translation>
    </message>
    <message>
        <source>{title}。</source>
        <translation>{title}.</translation>
    </message>
    <message>
        <source>装 {program} 版吗？（现在 {running}，{size_words}）{about}</source>
        <translation>Install version {program}? (now {running}; {size_words}) {about}</translation>
    </message>
    <message>
        <source>装新版本</source>
        <translation>Install</translation>
    </message>
    <message>
        <source>装以前先备份数据。旧版本留着，新版本打不开就自动回到旧的。</source>
        <translation>Your data are backed up first. The old version is kept, and comes back by itself if the new one does not start.</translation>
    </message>
    <message>
        <source>{program} 版已装好。请在方便的时候退出，再打开就是新版本。</source>
        <translation>Version {program} is installed. Close the program when it suits you; the next start brings the new version.</translation>
    </message>
    <message>
        <source>回执和带下来的文件 (*.mingbai-receipt *.mingbai-return);;所有文件 (*)</source>
        <translation>Receipts and files from above (*.mingbai-receipt *.mingbai-return);;All files (*)</translation>
    </message>
    <message>
        <source>{sequence} 号包：一共 {number} 条</source>
        <translation>Bundle {sequence}, records: {number}</translation>
    </message>
    <message>
        <source>{unit}带下来的第 {number} 份</source>
        <translation>File {number} from {unit}</translation>
    </message>
    <message>
        <source>改为已收</source>
        <translation>Now taken in</translation>
    </message>
    <message>
        <source>要再发</source>
        <translation>Send again</translation>
    </message>
    <message>
        <source>州里已答复</source>
        <translation>Prefecture answered</translation>
    </message>
    <message>
        <source>入库</source>
        <translation>Taken in</translation>
    </message>
    <message>
        <source>没收进</source>
        <translation>Not taken in</translation>
    </message>
    <message>
        <source>{above}已入库 {accepted} 条</source>
        <translation>Taken in by {above}: {accepted}</translation>
    </message>
    <message>
        <source>没收进 {rejected} 条</source>
        <translation>Not taken in: {rejected}</translation>
    </message>
    <message>
        <source>冲突的 {conflict} 条等{above}决定。</source>
        <translation>Conflicts waiting for {above} to decide: {conflict}.</translation>
    </message>
    <message>
        <source>没收进的原因写在每条记录下面。</source>
        <translation>Why a record was not taken in stands below it.</translation>
    </message>
    <message>
        <source>退回的请打开记录更正，再报一次。</source>
        <translation>Please open what was returned, correct it and send it again.</translation>
    </message>
    <message>
        <source>要再发的 {again} 条，写下一个包时会一起带上。</source>
        <translation>To be sent again with the next bundle: {again}.</translation>
    </message>
    <message>
        <source>另有 {unknown} 条是别的电脑报的，没有动。</source>
        <translation>Sent by another computer, left alone: {unknown}.</translation>
    </message>
    <message>
        <source>都记下了，没有要您做的。</source>
        <translation>All noted, nothing for you to do.</translation>
    </message>
    <message>
        <source>保存回执</source>
        <translation>Save the receipt</translation>
    </message>
    <message>
        <source>{sequence}号包回执.pdf</source>
        <translation>Receipt for bundle {sequence}.pdf</translation>
    </message>
    <message>
        <source>回执已存成 {name}，可以打印。</source>
        <translation>Receipt saved as {name}; it can be printed.</translation>
    </message>
    <message>
        <source>{above}的回执</source>
        <translation>Receipt from {above}</translation>
    </message>
    <message>
        <source>用那边存的</source>
        <translation>Use the saved one</translation>
    </message>
    <message>
        <source>用我写的</source>
        <translation>Use mine</translation>
    </message>
    <message>
        <source>{cite}&#x3000;{name}</source>
        <translation>{cite} · {name}</translation>
    </message>
    <message>
        <source>已保存 {clock_words}</source>
        <translation>Saved {clock_words}</translation>
    </message>
    <message>
        <source>修订 {revision}</source>
        <translation>Revision {revision}</translation>
    </message>
    <message>
        <source>（草稿）</source>
        <translation> (draft)</translation>
    </message>
    <message>
        <source>有 {count} 项必须改好，才能提交审核。</source>
        <translation>To be put right before it can be submitted: {count}.</translation>
    </message>
    <message>
        <source>正在检查…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>已提交，内容只能看。要改，请审核的人退回来。</source>
        <translation>Submitted, so it can only be read. To change it, ask the reviewer to return it.</translation>
    </message>
    <message>
        <source>内容已签发，只能看。要改，由起草的人发起更正。</source>
        <translation>Issued, so it can only be read. To change it, the drafter starts a correction.</translation>
    </message>
    <message>
        <source>这条记录现在只能看，不能改。</source>
        <translation>This record can only be read now, not changed.</translation>
    </message>
    <message>
        <source>{formed_on:%Y}年{month}月{day}日</source>
        <translation>{formed_on:%Y}-{month}-{day}</translation>
    </message>
    <message>
        <source>提交审核</source>
        <translation>Submit</translation>
    </message>
    <message>
        <source>去审核</source>
        <translation>Go to review</translation>
    </message>
    <message>
        <source>去保密审查</source>
        <translation>Go to secrecy review</translation>
    </message>
    <message>
        <source>去签发</source>
        <translation>Go to issue</translation>
    </message>
    <message>
        <source>打印和张贴</source>
        <translation>Print and post</translation>
    </message>
    <message>
        <source>预览公示</source>
        <translation>Preview notice</translation>
    </message>
    <message>
        <source>更正</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>没有检查意见。</source>
        <translation>No findings.</translation>
    </message>
    <message>
        <source>已提交，等同事审核。</source>
        <translation>Submitted; your colleagues review it next.</translation>
    </message>
    <message>
        <source>更正“{title}”</source>
        <translation>Correct “{title}”</translation>
    </message>
    <message>
        <source>为什么要更正</source>
        <translation>Why it is corrected</translation>
    </message>
    <message>
        <source>原来的修订原样保留；更正要重新审核、签发。</source>
        <translation>The earlier revision stays as it is; the correction is reviewed and issued anew.</translation>
    </message>
    <message>
        <source>可以改了。改好后请再提交审核。</source>
        <translation>You can change it now. Please submit it for review when done.</translation>
    </message>
    <message>
        <source>撤回“{title}”</source>
        <translation>Withdraw “{title}”</translation>
    </message>
    <message>
        <source>为什么要撤回</source>
        <translation>Why it is withdrawn</translation>
    </message>
    <message>
        <source>撤回后，公示栏上的要取下，编号不再使用。</source>
        <translation>After withdrawal it must come down from the noticeboards, and its number is not used again.</translation>
    </message>
    <message>
        <source>已撤回。</source>
        <translation>Withdrawn.</translation>
    </message>
    <message>
        <source>（{words}）</source>
        <translation> ({words})</translation>
    </message>
    <message>
        <source>最迟 {day_words} 前公开{within}</source>
        <translation>Disclose by: {day_words}{within}</translation>
    </message>
    <message>
        <source>{who}&#x3000;{words}</source>
        <translation>{who} · {words}</translation>
    </message>
    <message>
        <source>{when}&#x3000;{reason}</source>
        <translation>{when} · {reason}</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>起草</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>审核中</source>
        <translation>In review</translation>
    </message>
    <message>
        <source>已签发</source>
        <translation>Issued</translation>
    </message>
    <message>
        <source>等我审的</source>
        <translation>For me</translation>
    </message>
    <message>
        <source>找到 {found} 条</source>
        <translation>Found: {found}</translation>
    </message>
    <message>
        <source>共 {found} 条</source>
        <translation>Records: {found}</translation>
    </message>
    <message>
        <source>没有找到“{text}”</source>
        <translation>Nothing found for “{text}”</translation>
    </message>
    <message>
        <source>没有“{words}”的记录</source>
        <translation>No records under “{words}”</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>拼音首字母（如 gdbt）</source>
        <translation>initials</translation>
    </message>
    <message>
        <source>身份证末四位</source>
        <translation>Last four of the ID</translation>
    </message>
    <message>
        <source>导出公开目录清单</source>
        <translation>Export disclosure list</translation>
    </message>
    <message>
        <source>政府信息公开目录清单.xlsx</source>
        <translation>Government disclosure list.xlsx</translation>
    </message>
    <message>
        <source>其中 {findings} 处还要补，请看各条的“目录信息”。</source>
        <translation>Still to be completed: {findings}; please see “Directory” of each.</translation>
    </message>
    <message>
        <source>公开目录清单已写好，共 {value} 条：{name}。{left}</source>
        <translation>Disclosure list written, records: {value} · {name}. {left}</translation>
    </message>
    <message>
        <source>上年的年报表是用本程序填的吗？带上它，上年结转的申请会写好。</source>
        <translation>Was last year’s report table filled in with this program? If you bring it, the requests carried over are filled in for you.</translation>
    </message>
    <message>
        <source>选上年的表</source>
        <translation>Choose last year’s</translation>
    </message>
    <message>
        <source>不带</source>
        <translation>Without it</translation>
    </message>
    <message>
        <source>上年填好的年报表</source>
        <translation>Last year’s filled-in report table</translation>
    </message>
    <message>
        <source>写出年度报告表</source>
        <translation>Write the yearly report table</translation>
    </message>
    <message>
        <source>{year}年政府信息公开工作年度报告.xlsx</source>
        <translation>Yearly report on disclosure {year}.xlsx</translation>
    </message>
    <message>
        <source>{year}年的年度报告表写好了</source>
        <translation>The yearly report table for {year} is written</translation>
    </message>
    <message>
        <source>{name}。填好以后点“核对年报表”。程序里的数：</source>
        <translation>{name}. When it is filled in, press “Check yearly report”. Figures the program knows:</translation>
    </message>
    <message>
        <source>填好的年报表</source>
        <translation>The filled-in report table</translation>
    </message>
    <message>
        <source>{name}：{findings} 处要看。</source>
        <translation>{name}: places to look at: {findings}.</translation>
    </message>
    <message>
        <source>{name}：勾稽关系都对，没有空格。</source>
        <translation>{name}: all sums agree and no cell is empty.</translation>
    </message>
    <message>
        <source>核对年报表</source>
        <translation>Check yearly report</translation>
    </message>
    <message>
        <source>恢复的时候，现在的数据留在旁边，不会删。</source>
        <translation>Your present data are kept beside the restored ones, not deleted.</translation>
    </message>
    <message>
        <source>用备份恢复数据</source>
        <translation>Restore data from a backup</translation>
    </message>
    <message>
        <source>返回登录</source>
        <translation>Go back</translation>
    </message>
    <message>
        <source>{reason}&#x3000;{size_words}</source>
        <translation>{reason} · {size_words}</translation>
    </message>
    <message>
        <source>备份在哪个U盘或文件夹里</source>
        <translation>Which USB stick or folder holds the backup</translation>
    </message>
    <message>
        <source>“{folder}”里没有备份。请选U盘，或选里面名字以mingbai-backup开头的文件夹。</source>
        <translation>There is no backup in “{folder}”. Please choose the USB stick, or the folder on it whose name begins with mingbai-backup.</translation>
    </message>
    <message>
        <source>请先选一份备份。没有备份的，请点“U盘上的备份”。</source>
        <translation>Please choose a backup first. If there is none, press “Backup on USB stick”.</translation>
    </message>
    <message>
        <source>正在恢复…</source>
        <translation>Restoring…</translation>
    </message>
    <message>
        <source>数据已经恢复到 {name} 的备份。</source>
        <translation>Data restored from the backup of {name}.</translation>
    </message>
    <message>
        <source>原来的数据留在：{restore}</source>
        <translation>The earlier data are kept in: {restore}</translation>
    </message>
    <message>
        <source>请登录，看一看最后那几天的记录在不在；不在的要补写。</source>
        <translation>Please log in and see whether the records of the last days are there; write again what is missing.</translation>
    </message>
    <message>
        <source>正在一条一条地读…</source>
        <translation>Reading record by record…</translation>
    </message>
    <message>
        <source>正在打开…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>救出来的存成了一份备份</source>
        <translation>What was rescued is saved as a backup</translation>
    </message>
    <message>
        <source>请看过数字，再恢复这一份。</source>
        <translation>Please look at the figures, then restore it.</translation>
    </message>
    <message>
        <source>意见</source>
        <translation>Opinion</translation>
    </message>
    <message>
        <source>这条现在是“{state_words}”，没有要您做的。</source>
        <translation>This one is now “{state_words}”; nothing for you to do.</translation>
    </message>
    <message>
        <source>变化 {differences} 处</source>
        <translation>Changes: {differences}</translation>
    </message>
    <message>
        <source>审核流程</source>
        <translation>Steps of review</translation>
    </message>
    <message>
        <source>这是第一次提交，没有以前的修订可以对照。请看全部内容。</source>
        <translation>This is the first submission, so there is no earlier revision to compare with. Please read all of it.</translation>
    </message>
    <message>
        <source>程序检查：{blocking} 处必须改</source>
        <translation>Program check, to be changed: {blocking}</translation>
    </message>
    <message>
        <source>程序检查：{warned} 条提醒</source>
        <translation>Program check, reminders: {warned}</translation>
    </message>
    <message>
        <source>程序检查：没有意见</source>
        <translation>Program check: no findings</translation>
    </message>
    <message>
        <source>标题</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>形成日期</source>
        <translation>Date formed</translation>
    </message>
    <message>
        <source>队列 {index} / {at}</source>
        <translation>Queue {index} / {at}</translation>
    </message>
    <message>
        <source>还有 {at} 件</source>
        <translation>Waiting: {at}</translation>
    </message>
    <message>
        <source>{name}（您）</source>
        <translation>{name} (you)</translation>
    </message>
    <message>
        <source>起草人不能审自己的记录</source>
        <translation>Never by the drafter</translation>
    </message>
    <message>
        <source>修订 {number}</source>
        <translation>Revision {number}</translation>
    </message>
    <message>
        <source>修订 {number}（这一次）</source>
        <translation>Revision {number} (this one)</translation>
    </message>
    <message>
        <source>{words}。</source>
        <translation>{words}.</translation>
    </message>
    <message>
        <source>保存审查单</source>
        <translation>Save the review sheet</translation>
    </message>
    <message>
        <source>审查单 {title}.pdf</source>
        <translation>Review sheet {title}.pdf</translation>
    </message>
    <message>
        <source>审查单已写到“{out}”。</source>
        <translation>Review sheet written to “{out}”.</translation>
    </message>
    <message>
        <source>退回要写明理由，起草人才知道改什么。</source>
        <translation>Please say why it is returned, so that the drafter knows what to change.</translation>
    </message>
    <message>
        <source>已退回，理由一起给了起草人。</source>
        <translation>Returned; the drafter is given the reason as well.</translation>
    </message>
    <message>
        <source>修订 {old}</source>
        <translation>Revision {old}</translation>
    </message>
    <message>
        <source>修订 {new}</source>
        <translation>Revision {new}</translation>
    </message>
    <message>
        <source>审核意见</source>
        <translation>Opinion</translation>
    </message>
    <message>
        <source>通过，送保密审查</source>
        <translation>Pass to secrecy review</translation>
    </message>
    <message>
        <source>等您审核</source>
        <translation>Awaits your review</translation>
    </message>
    <message>
        <source>已通过，送保密审查。</source>
        <translation>Passed on to secrecy review.</translation>
    </message>
    <message>
        <source>保密审查意见</source>
        <translation>Opinion</translation>
    </message>
    <message>
        <source>通过，送签发</source>
        <translation>Pass to issue</translation>
    </message>
    <message>
        <source>等您保密审查</source>
        <translation>Awaits your secrecy review</translation>
    </message>
    <message>
        <source>保密审查已通过，送签发。</source>
        <translation>Secrecy review passed, now to be issued.</translation>
    </message>
    <message>
        <source>签发意见</source>
        <translation>Opinion</translation>
    </message>
    <message>
        <source>签发</source>
        <translation>Issue</translation>
    </message>
    <message>
        <source>等您签发</source>
        <translation>Awaits your issuing</translation>
    </message>
    <message>
        <source>已签发，可以打印张贴了。</source>
        <translation>Issued; it can be printed and posted.</translation>
    </message>
    <message>
        <source>已对照村级核实表抽查，金额与面积一致。</source>
        <translation>Spot-checked against the villages’ tables; amounts and areas agree.</translation>
    </message>
    <message>
        <source>已核对名单与银行发放表，户数和金额一致。</source>
        <translation>Roster checked against the bank’s list; households and amounts agree.</translation>
    </message>
    <message>
        <source>同意。</source>
        <translation>Agreed.</translation>
    </message>
    <message>
        <source>不涉及国家秘密、工作秘密和个人隐私，可以公开。</source>
        <translation>Contains no state or work secrets and no private matters; it may be disclosed.</translation>
    </message>
    <message>
        <source>身份证号、银行卡号不在张贴内容里。</source>
        <translation>No ID or bank card numbers in what is posted.</translation>
    </message>
    <message>
        <source>同意公开。</source>
        <translation>Disclosure agreed.</translation>
    </message>
    <message>
        <source>同意公示。</source>
        <translation>Posting agreed.</translation>
    </message>
    <message>
        <source>{who}&#x3000;{words}&#x3000;{moment_words}
{text}</source>
        <translation>{who} · {words} · {moment_words}
{text}</translation>
    </message>
    <message>
        <source>没有了</source>
        <translation>Gone</translation>
    </message>
    <message>
        <source>数变了</source>
        <translation>Amount changed</translation>
    </message>
    <message>
        <source>别的改动</source>
        <translation>Other changes</translation>
    </message>
    <message>
        <source>增</source>
        <translation>Added</translation>
    </message>
    <message>
        <source>删</source>
        <translation>Gone</translation>
    </message>
    <message>
        <source>改</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>全部 {total}</source>
        <translation>All {total}</translation>
    </message>
    <message>
        <source>正在比较…</source>
        <translation>Comparing…</translation>
    </message>
    <message>
        <source>名单和上一次完全一样。</source>
        <translation>The roster is the same as last time.</translation>
    </message>
    <message>
        <source>{same} 行没有变。{changed}</source>
        <translation>Rows unchanged: {same}. {changed}</translation>
    </message>
    <message>
        <source>{title}（{year}年{month}月{day}日{copied}）</source>
        <translation>{title} ({year}-{month}-{day}{copied})</translation>
    </message>
    <message>
        <source>，照着做的</source>
        <translation>, copied from it</translation>
    </message>
    <message>
        <source>上一次</source>
        <translation>Last time</translation>
    </message>
    <message>
        <source>这一次</source>
        <translation>This time</translation>
    </message>
    <message>
        <source>第 {position} 行</source>
        <translation>Row {position}</translation>
    </message>
    <message>
        <source>有</source>
        <translation>Present</translation>
    </message>
    <message>
        <source>{after}（{difference}）</source>
        <translation>{after} ({difference})</translation>
    </message>
    <message>
        <source>表格 (*.xlsx *.xls *.ods *.et)</source>
        <translation>Tables (*.xlsx *.xls *.ods *.et)</translation>
    </message>
    <message>
        <source>这种表以前指定过各列，这次照着来的。</source>
        <translation>Columns of such a table were assigned before, and again the same way.</translation>
    </message>
    <message>
        <source>表里没有找到：{missing}。请在下面指明是哪一列；整张表都一样的，在下面写一次就行。</source>
        <translation>Not found in the table: {missing}. Please say below which column it is; if it is the same for the whole table, write it once below.</translation>
    </message>
    <message>
        <source>收进 {taken} 行</source>
        <translation>Take in {taken} row(s)</translation>
    </message>
    <message>
        <source>存下标了颜色的表</source>
        <translation>Save coloured table</translation>
    </message>
    <message>
        <source>不能收的 {refused} 行会另存成标了颜色的表：{name}，改好后可以再导入。</source>
        <translation>Rows that cannot be taken in: {refused}. They are saved as a coloured table, {name}; put right, it can be imported again.</translation>
    </message>
    <message>
        <source>选择名单表格</source>
        <translation>Choose the roster table</translation>
    </message>
    <message>
        <source>{stem}（没收的行）.xlsx</source>
        <translation>{stem} (rows not taken).xlsx</translation>
    </message>
    <message>
        <source>没收的行另存为</source>
        <translation>Save refused rows as</translation>
    </message>
    <message>
        <source>这张表里没有可以收的行。请先改好表格，或在上面指明各列。</source>
        <translation>No row of this table can be taken in. Please put the table right first, or assign the columns above.</translation>
    </message>
    <message>
        <source>有 {present} 行要替换成表里的 {taken} 行。</source>
        <translation>Rows to be replaced: {present}. Rows from the table: {taken}.</translation>
    </message>
    <message>
        <source>替换</source>
        <translation>Replace</translation>
    </message>
    <message>
        <source>不替换</source>
        <translation>Do not replace</translation>
    </message>
    <message>
        <source>替换后可以撤销。</source>
        <translation>Replacing can be undone.</translation>
    </message>
    <message>
        <source>，没收 {refused} 行，已另存为 {name}</source>
        <translation>, refused: {refused}, saved as {name}</translation>
    </message>
    <message>
        <source>已收进 {taken} 行{left}。</source>
        <translation>Rows taken in: {taken}{left}.</translation>
    </message>
    <message>
        <source>正在收进名单</source>
        <translation>Taking in the roster</translation>
    </message>
    <message>
        <source>会张贴</source>
        <translation>Posted</translation>
    </message>
    <message>
        <source>遮盖后张贴</source>
        <translation>Posted masked</translation>
    </message>
    <message>
        <source>不张贴，只报上级</source>
        <translation>Not posted, sent up only</translation>
    </message>
    <message>
        <source>只在本机</source>
        <translation>On this computer only</translation>
    </message>
    <message>
        <source>不收</source>
        <translation>Do not accept</translation>
    </message>
    <message>
        <source>户</source>
        <translation>households</translation>
    </message>
    <message>
        <source>项</source>
        <translation>items</translation>
    </message>
    <message>
        <source>全部 {count} {unit}</source>
        <translation>All {unit} {count}</translation>
    </message>
    <message>
        <source>有错 {positions}</source>
        <translation>Errors {positions}</translation>
    </message>
    <message>
        <source>提醒 {positions}</source>
        <translation>Reminders {positions}</translation>
    </message>
    <message>
        <source>第 {position} 行{name}{label}</source>
        <translation>Row {position}{name}{label}</translation>
    </message>
    <message>
        <source>改为 {right}</source>
        <translation>Change to {right}</translation>
    </message>
    <message>
        <source>名单里没有检查意见。</source>
        <translation>No findings in the roster.</translation>
    </message>
    <message>
        <source>撤销{undo}</source>
        <translation>Undo: {undo}</translation>
    </message>
    <message>
        <source>重做{redo}</source>
        <translation>Redo: {redo}</translation>
    </message>
    <message>
        <source>加行</source>
        <translation>Add row</translation>
    </message>
    <message>
        <source>删行</source>
        <translation>Delete rows</translation>
    </message>
    <message>
        <source>删掉了 {gone} 行。</source>
        <translation>Rows deleted: {gone}.</translation>
    </message>
    <message>
        <source>粘贴</source>
        <translation>Paste</translation>
    </message>
    <message>
        <source>粘贴了 {lines} 行。</source>
        <translation>Rows pasted: {lines}.</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>没有可以撤销的。</source>
        <translation>Nothing to undo.</translation>
    </message>
    <message>
        <source>已撤销{words}。</source>
        <translation>Undone: {words}.</translation>
    </message>
    <message>
        <source>没有可以重做的。</source>
        <translation>Nothing to redo.</translation>
    </message>
    <message>
        <source>已重做{words}。</source>
        <translation>Redone: {words}.</translation>
    </message>
    <message>
        <source>改动</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>填写记录、导入名单、张贴公示</source>
        <translation>Writes records, imports rosters, posts notices</translation>
    </message>
    <message>
        <source>审核别人起草的记录</source>
        <translation>Reviews what others drafted</translation>
    </message>
    <message>
        <source>做保密审查</source>
        <translation>Does the secrecy review</translation>
    </message>
    <message>
        <source>加账户</source>
        <translation>Add account</translation>
    </message>
    <message>
        <source>请写姓名，登录时选它。</source>
        <translation>Please write a name, to be chosen at login.</translation>
    </message>
    <message>
        <source>停用“{name}”的账户</source>
        <translation>Disable the account of “{name}”</translation>
    </message>
    <message>
        <source>停用以后，他的口令打不开这台电脑上的数据；他做过的都留着。以前的备份仍认旧口令。例如：调离、退休。</source>
        <translation>From then on their passphrase no longer opens the data on this computer; what they did stays. Older backups still accept it. For example: moved, retired.</translation>
    </message>
    <message>
        <source>已停用账户：{name}。</source>
        <translation>Account disabled: {name}.</translation>
    </message>
    <message>
        <source>已加账户：{name}。</source>
        <translation>Account added: {name}.</translation>
    </message>
    <message>
        <source>本机记录没有受影响。</source>
        <translation>Records on this computer are not affected.</translation>
    </message>
    <message>
        <source>以后再说</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>换一个U盘</source>
        <translation>Use another stick</translation>
    </message>
    <message>
        <source>换一个文件夹</source>
        <translation>Use another folder</translation>
    </message>
    <message>
        <source>换一个文件</source>
        <translation>Use another file</translation>
    </message>
    <message>
        <source>U盘空间不够，没有写成。</source>
        <translation>Not enough room on the USB stick; it was not written.</translation>
    </message>
    <message>
        <source>这个U盘或文件夹只能读，写不进去。</source>
        <translation>This USB stick or folder is read-only; nothing could be written.</translation>
    </message>
    <message>
        <source>找不到这个U盘或文件夹。</source>
        <translation>This USB stick or folder was not found.</translation>
    </message>
    <message>
        <source>U盘中途断开了，还没有写完。</source>
        <translation>The USB stick was cut off before writing was finished.</translation>
    </message>
    <message>
        <source>请删掉U盘上不用的文件，再点“腾好了，再写一次”。</source>
        <translation>Please delete unneeded files from the stick, then press “Room made, write again”.</translation>
    </message>
    <message>
        <source>或者换一个U盘。</source>
        <translation>Or use another USB stick.</translation>
    </message>
    <message>
        <source>腾好了，再写一次</source>
        <translation>Room made, write again</translation>
    </message>
    <message>
        <source>U盘侧面有写保护开关的，请拨到能写的一边，再点“再写一次”。</source>
        <translation>If the stick has a write-protection switch, set it to writable, then press “Write again”.</translation>
    </message>
    <message>
        <source>或者换一个能写的文件夹。</source>
        <translation>Or use a folder that can be written to.</translation>
    </message>
    <message>
        <source>再写一次</source>
        <translation>Write again</translation>
    </message>
    <message>
        <source>把U盘重新插好，换一个插口更稳妥。</source>
        <translation>Plug the stick in again, best into another port.</translation>
    </message>
    <message>
        <source>点“插好了，再写一次”，程序从头写，没写完的会自己清掉。</source>
        <translation>Press “Plugged in, write again”: writing starts anew, and what was unfinished is cleared away.</translation>
    </message>
    <message>
        <source>再断开就换一个U盘；多次断开的U盘请不要再用。</source>
        <translation>If it is cut off again, use another stick; do not go on using a stick that is often cut off.</translation>
    </message>
    <message>
        <source>{kept}U盘上没写完的文件不会被当成正式的包。</source>
        <translation>{kept} Unfinished files on the stick will not be taken for a real bundle.</translation>
    </message>
    <message>
        <source>插好了，再写一次</source>
        <translation>Plugged in, write again</translation>
    </message>
    <message>
        <source>本机原有的数据没有动。</source>
        <translation>The data on this computer were not touched.</translation>
    </message>
    <message>
        <source>请换一个文件再试。</source>
        <translation>Please try another file.</translation>
    </message>
    <message>
        <source>插好了，再收一次</source>
        <translation>Plugged in, read again</translation>
    </message>
    <message>
        <source>各乡镇</source>
        <translation>Townships</translation>
    </message>
    <message>
        <source>各县</source>
        <translation>Counties</translation>
    </message>
    <message>
        <source>收回执</source>
        <translation>Receipts</translation>
    </message>
    <message>
        <source>加入</source>
        <translation>Join</translation>
    </message>
    <message>
        <source>更新包</source>
        <translation>Updates</translation>
    </message>
    <message>
        <source>网络上报</source>
        <translation>Upload</translation>
    </message>
    <message>
        <source>有出处</source>
        <translation>From a source</translation>
    </message>
    <message>
        <source>本单位已确认</source>
        <translation>Confirmed by this office</translation>
    </message>
    <message>
        <source>还没有核对</source>
        <translation>Not checked yet</translation>
    </message>
    <message>
        <source>{marks}：{source}</source>
        <translation>{marks}: {source}</translation>
    </message>
    <message>
        <source>藏文已保存，确认了 {count} 个固定用语。</source>
        <translation>Tibetan saved; set phrases confirmed: {count}.</translation>
    </message>
    <message>
        <source>藏文已保存。</source>
        <translation>Tibetan saved.</translation>
    </message>
    <message>
        <source>已逾期</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>今天到期</source>
        <translation>Due now</translation>
    </message>
    <message>
        <source>等我办</source>
        <translation>For me</translation>
    </message>
    <message>
        <source>公示期内</source>
        <translation>Posted</translation>
    </message>
    <message>
        <source>退回给我</source>
        <translation>To redo</translation>
    </message>
    <message>
        <source>等待回执</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>数据保管</source>
        <translation>Data care</translation>
    </message>
    <message>
        <source>标准过期</source>
        <translation>Standards out of date</translation>
    </message>
    <message>
        <source>{month}月{day}日 {weekday}</source>
        <translation>{weekday} {day} {month}</translation>
    </message>
    <message>
        <source>{day}的事</source>
        <translation>Due: {day}</translation>
    </message>
    <message>
        <source>这一步还没有做完。做完再点“下一步”；想先往下看，就再点一次。</source>
        <translation>This step is not finished. Finish it, then press “Next”; to look ahead, press it once more.</translation>
    </message>
    <message>
        <source>结束练习？</source>
        <translation>End practice?</translation>
    </message>
    <message>
        <source>结束练习</source>
        <translation>End practice</translation>
    </message>
    <message>
        <source>接着练</source>
        <translation>Go on practising</translation>
    </message>
    <message>
        <source>练习里做的都会清掉。真的数据不受影响。</source>
        <translation>Everything done in practice is cleared away. Your real data are not affected.</translation>
    </message>
    <message>
        <source>乡里</source>
        <translation>the township</translation>
    </message>
    <message>
        <source>县里</source>
        <translation>the county</translation>
    </message>
    <message>
        <source>州里</source>
        <translation>the prefecture</translation>
    </message>
    <message>
        <source>上级</source>
        <translation>the office above</translation>
    </message>
    <message>
        <source>村里</source>
        <translation>the village</translation>
    </message>
    <message>
        <source>乡镇</source>
        <translation>the township</translation>
    </message>
    <message>
        <source>准备要上报的包</source>
        <translation>Prepare the bundles</translation>
    </message>
    <message>
        <source>送到服务器</source>
        <translation>Send to the server</translation>
    </message>
    <message>
        <source>等回执</source>
        <translation>Awaiting receipt</translation>
    </message>
    <message>
        <source>正在上报</source>
        <translation>Uploading</translation>
    </message>
    <message>
        <source>自动上报，签发后不用管</source>
        <translation>Uploads by itself after issuing</translation>
    </message>
    <message>
        <source>由您点了才发</source>
        <translation>Sent only when you press</translation>
    </message>
    <message>
        <source>{removeprefix}&#x3000;{how}</source>
        <translation>{removeprefix} · {how}</translation>
    </message>
    <message>
        <source>上报停下了。{kept}</source>
        <translation>Upload stopped. {kept}</translation>
    </message>
    <message>
        <source>{numbers} 号包已送到服务器，收到{above}的回执才算办完。</source>
        <translation>Bundle {numbers} reached the server; it is done when the receipt from {above} is here.</translation>
    </message>
    <message>
        <source>还没有回执，过一会儿会再去取。</source>
        <translation>No receipt yet; the program looks again shortly.</translation>
    </message>
    <message>
        <source>没有要上报的，签发过的都有回执了。</source>
        <translation>Nothing to upload; everything issued has a receipt.</translation>
    </message>
    <message>
        <source>记录都在本机，已经送到的部分不用重发。</source>
        <translation>The records are all here; what has arrived already need not be sent again.</translation>
    </message>
    <message>
        <source>{moment_words}起一直没通。</source>
        <translation>No connection since: {moment_words}.</translation>
    </message>
    <message>
        <source>上报停下了。</source>
        <translation>Upload stopped.</translation>
    </message>
    <message>
        <source>{kept}点“现在上报”会接着发。</source>
        <translation>{kept} Press “Upload now” to go on.</translation>
    </message>
    <message>
        <source>有的包服务器看过，没有收。</source>
        <translation>The server looked at some bundles and did not take them in.</translation>
    </message>
    <message>
        <source>记录都在本机。请把这里写的告诉上级的管理员，弄好以后点“现在上报”再发。</source>
        <translation>The records are all here. Please show what stands here to the administrator of the office above; when it is settled, press “Upload now” to send again.</translation>
    </message>
    <message>
        <source>{numbers} 号包已送到服务器，等{above}的回执。</source>
        <translation>Bundle {numbers} reached the server; awaiting the receipt from {above}.</translation>
    </message>
    <message>
        <source>收到回执才算办完，程序会自己去取。</source>
        <translation>It is done when the receipt is here; the program fetches it by itself.</translation>
    </message>
    <message>
        <source>回执都收下了。</source>
        <translation>All receipts are taken in.</translation>
    </message>
    <message>
        <source>{sequence} 号包：{above}{counts}。</source>
        <translation>Bundle {sequence}, {above}: {counts}.</translation>
    </message>
    <message>
        <source>第 {sequence} 号包&#x3000;{records} 条记录</source>
        <translation>Bundle {sequence}, records: {records}</translation>
    </message>
    <message>
        <source>{size_words}&#x3000;{moment_words} 写好</source>
        <translation>{size_words} · written: {moment_words}</translation>
    </message>
    <message>
        <source>没有收</source>
        <translation>Not taken in</translation>
    </message>
    <message>
        <source>正在发 {round}%</source>
        <translation>Sending {round}%</translation>
    </message>
    <message>
        <source>等网络</source>
        <translation>Awaiting network</translation>
    </message>
    <message>
        <source>等着发</source>
        <translation>Waiting to be sent</translation>
    </message>
    <message>
        <source>回执已到</source>
        <translation>Receipt is here</translation>
    </message>
    <message>
        <source>没收 {rejected} 条</source>
        <translation>Not taken in: {rejected}</translation>
    </message>
    <message>
        <source>第 {sequence} 号包&#x3000;回执 {moment_words}</source>
        <translation>Bundle {sequence}, receipt: {moment_words}</translation>
    </message>
    <message>
        <source>{said}，大约还要 {part} 秒</source>
        <translation>{said}, about {part} s left</translation>
    </message>
    <message>
        <source>{said}，大约还要 {round} 分钟</source>
        <translation>{said}, about {round} min left</translation>
    </message>
    <message>
        <source>入库 {accepted} 条</source>
        <translation>Taken in: {accepted}</translation>
    </message>
    <message>
        <source>没收</source>
        <translation>Not taken in</translation>
    </message>
    <message>
        <source>{word} {number} 条</source>
        <translation>{word}: {number}</translation>
    </message>
    <message>
        <source>代号：{code}</source>
        <translation>Code: {code}</translation>
    </message>
    <message>
        <source>关上</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>先不做</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>这里要写一句话，才能往下做。</source>
        <translation>Write a sentence here before going on.</translation>
    </message>
    <message>
        <source>添加附件</source>
        <translation>Add attachment</translation>
    </message>
    <message>
        <source>另存一份</source>
        <translation>Save a copy</translation>
    </message>
    <message>
        <source>去掉位置信息</source>
        <translation>Remove location data</translation>
    </message>
    <message>
        <source>附件</source>
        <translation>Attachments</translation>
    </message>
    <message>
        <source>还没有附件。批复文件、会议记录、签字底册的扫描件可以放在这里，跟记录一起上报；不会张贴。也可以把文件直接拖进来。</source>
        <translation>No attachments yet. Scans of approvals, minutes and signed base sheets can be kept here. They are reported with the record and never posted. You can also drag files in.</translation>
    </message>
    <message>
        <source>写别的理由…</source>
        <translation>Write another reason…</translation>
    </message>
    <message>
        <source>各单位</source>
        <translation>Offices</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Office</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>导出表格</source>
        <translation>Export table</translation>
    </message>
    <message>
        <source>收过的包</source>
        <translation>Bundles received</translation>
    </message>
    <message>
        <source>这个单位的记录或包</source>
        <translation>Records or bundles of this office</translation>
    </message>
    <message>
        <source>记录或包</source>
        <translation>Record or bundle</translation>
    </message>
    <message>
        <source>退回这条</source>
        <translation>Return this record</translation>
    </message>
    <message>
        <source>整个退出这个包</source>
        <translation>Undo this whole bundle</translation>
    </message>
    <message>
        <source>写带下去的文件</source>
        <translation>Write file for below</translation>
    </message>
    <message>
        <source>记录 {records}</source>
        <translation>Records {records}</translation>
    </message>
    <message>
        <source>收过的包 {arrivals}</source>
        <translation>Bundles received {arrivals}</translation>
    </message>
    <message>
        <source>还没有。收进包以后会列在这里。</source>
        <translation>None yet. They are listed here once a bundle is imported.</translation>
    </message>
    <message>
        <source>核对公示</source>
        <translation>Verify a notice</translation>
    </message>
    <message>
        <source>照片和异议</source>
        <translation>Photos and objections</translation>
    </message>
    <message>
        <source>内容已更正，要换新的</source>
        <translation>Corrected: put up the new one</translation>
    </message>
    <message>
        <source>要撤下 {count} 张</source>
        <translation>To take down: {count}</translation>
    </message>
    <message>
        <source>期满或作废，请取下来</source>
        <translation>Ended or void</translation>
    </message>
    <message>
        <source>{last_day}期满</source>
        <translation>ended {last_day}</translation>
    </message>
    <message>
        <source>{short_number}&#x3000;{board}&#x3000;{why}</source>
        <translation>{short_number}  {board}  {why}</translation>
    </message>
    <message>
        <source>看公示</source>
        <translation>See it</translation>
    </message>
    <message>
        <source>登记撤下</source>
        <translation>Log take-down</translation>
    </message>
    <message>
        <source>要撤下：{title}，{where}</source>
        <translation>To take down: {title}, {where}</translation>
    </message>
    <message>
        <source>这一张公示</source>
        <translation>This notice</translation>
    </message>
    <message>
        <source>这里没有要看的公示。点左边的公示栏换一处。</source>
        <translation>No notice to show here. Choose another noticeboard on the left.</translation>
    </message>
    <message>
        <source>怎么办</source>
        <translation>What to do</translation>
    </message>
    <message>
        <source>贴在</source>
        <translation>Posted at</translation>
    </message>
    <message>
        <source>张贴</source>
        <translation>Posted</translation>
    </message>
    <message>
        <source>{posted_on}，{posted_by}</source>
        <translation>{posted_on}, {posted_by}</translation>
    </message>
    <message>
        <source>期满</source>
        <translation>Ends</translation>
    </message>
    <message>
        <source>撤下</source>
        <translation>Taken down</translation>
    </message>
    <message>
        <source>{removed_on}，{removed_by}</source>
        <translation>{removed_on}, {removed_by}</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>替代</source>
        <translation>Replaces</translation>
    </message>
    <message>
        <source>换成</source>
        <translation>Replaced by</translation>
    </message>
    <message>
        <source>公示已经取下，编号不会再用。</source>
        <translation>The notice is down; its number will not be used again.</translation>
    </message>
    <message>
        <source>有人要看，可以点“看公示”再打印一份。</source>
        <translation>If anyone asks for it, choose “See it” and print another copy.</translation>
    </message>
    <message>
        <source>内容已经更正，打印更正后的公示。</source>
        <translation>The content was corrected: print the corrected notice.</translation>
    </message>
    <message>
        <source>到现场换上新的，登记张贴，这一张同时登记撤下。</source>
        <translation>Put up the new one and log its posting; this one is logged as taken down with it.</translation>
    </message>
    <message>
        <source>记录已经撤回，取下这张公示。</source>
        <translation>The record was withdrawn: take this notice down.</translation>
    </message>
    <message>
        <source>需要向群众说明的，把撤回公告贴在原处。</source>
        <translation>If the public needs to know why, post the withdrawal notice in its place.</translation>
    </message>
    <message>
        <source>取下这张公示，拍一张照片留底。</source>
        <translation>Take this notice down and keep a photo of it.</translation>
    </message>
    <message>
        <source>点“登记撤下”，写上哪天取下的。</source>
        <translation>Choose “Log take-down” and enter the day it came down.</translation>
    </message>
    <message>
        <source>公示期内请保持张贴，坏了及时补贴。</source>
        <translation>Keep it posted during the notice period; replace it at once if damaged.</translation>
    </message>
    <message>
        <source>有人提意见，记下来交经办人核对。</source>
        <translation>If anyone objects, note it down for the responsible officer to check.</translation>
    </message>
    <message>
        <source>{down}起可以撤下。</source>
        <translation>It may come down from {down}.</translation>
    </message>
    <message>
        <source>再读一次</source>
        <translation>Read again</translation>
    </message>
    <message>
        <source>在贴</source>
        <translation>Posted</translation>
    </message>
    <message>
        <source>还剩 10 个工作日</source>
        <translation>10 working days left</translation>
    </message>
    <message>
        <source>在贴 {running}</source>
        <translation>Posted {running}</translation>
    </message>
    <message>
        <source>已撤下 {taken_down}</source>
        <translation>Taken down {taken_down}</translation>
    </message>
    <message>
        <source>已撤下 {shown} 件</source>
        <translation>Taken down: {shown}</translation>
    </message>
    <message>
        <source>正在公示 {shown} 件</source>
        <translation>Posted now: {shown}</translation>
    </message>
    <message>
        <source>还有 {rest} 张要撤下，登记完上面的就会显示。</source>
        <translation>{rest} more to take down; they appear once those above are logged.</translation>
    </message>
    <message>
        <source>，已签发</source>
        <translation>, issued</translation>
    </message>
    <message>
        <source>起草、审核、保密审查、签发，四步走完</source>
        <translation>Draft, review, secrecy review and issue: all four steps</translation>
    </message>
    <message>
        <source>公示栏上还没有公示</source>
        <translation>No notice on the noticeboards yet</translation>
    </message>
    <message>
        <source>写好并签发一条记录</source>
        <translation>Write and issue a record</translation>
    </message>
    <message>
        <source>打印公示</source>
        <translation>Print the notice</translation>
    </message>
    <message>
        <source>预览看到的就是印出来的，缺字会先告诉您</source>
        <translation>The preview is exactly what prints; missing characters are reported first</translation>
    </message>
    <message>
        <source>贴到公示栏，登记张贴</source>
        <translation>Put it on the noticeboard and log the posting</translation>
    </message>
    <message>
        <source>选公示栏和张贴日期，编号和期满日自动算好</source>
        <translation>Choose board and date; number and last day are worked out for you</translation>
    </message>
    <message>
        <source>登记第一张公示</source>
        <translation>Log first posting</translation>
    </message>
    <message>
        <source>去看记录</source>
        <translation>Go to records</translation>
    </message>
    <message>
        <source>签发后的记录可以打印、张贴。贴出去以后，程序替您记着哪天撤下。</source>
        <translation>Issued records can be printed and posted. Once posted, the program remembers when to take them down.</translation>
    </message>
    <message>
        <source>公示期还没有满。现在取下，公示期要重新算。</source>
        <translation>The notice period is not over. If you take it down now, the period starts again.</translation>
    </message>
    <message>
        <source>{number}：{title}。</source>
        <translation>{number}: {title}.</translation>
    </message>
    <message>
        <source>查找事项、要素或领域</source>
        <translation>Find a matter, element or field</translation>
    </message>
    <message>
        <source>查找事项</source>
        <translation>Find a matter</translation>
    </message>
    <message>
        <source>返回目录</source>
        <translation>Back to catalogue</translation>
    </message>
    <message>
        <source>导入本县目录</source>
        <translation>Import our catalogue</translation>
    </message>
    <message>
        <source>导出目录</source>
        <translation>Export catalogue</translation>
    </message>
    <message>
        <source>本县已采用</source>
        <translation>Adopted by our county</translation>
    </message>
    <message>
        <source>找到 {hits} 个事项</source>
        <translation>Matters found: {hits}</translation>
    </message>
    <message>
        <source>没有找到“{words}”，请换几个字，或清空再看目录。</source>
        <translation>Nothing found for “{words}”. Try other words, or clear the box to see the catalogue.</translation>
    </message>
    <message>
        <source>本单位公开覆盖</source>
        <translation>Disclosure coverage</translation>
    </message>
    <message>
        <source>/ {total} 个事项有现行记录</source>
        <translation>/ {total} matters up to date</translation>
    </message>
    <message>
        <source>先补这几个领域</source>
        <translation>Fields to fill first</translation>
    </message>
    <message>
        <source>{name}，{matters} 项都还没有</source>
        <translation>{name}: none of its {matters} matters yet</translation>
    </message>
    <message>
        <source>{matters} 项都没有</source>
        <translation>None of {matters}</translation>
    </message>
    <message>
        <source>选一个文件，或者拖进来</source>
        <translation>Choose a file, or drag it here</translation>
    </message>
    <message>
        <source>Word、Excel、WPS、PDF、照片、文字都可以；整个文件夹也可以。</source>
        <translation>Word, Excel, WPS, PDF, photos and text all work; so do whole folders.</translation>
    </message>
    <message>
        <source>看检查意见</source>
        <translation>Look at the findings</translation>
    </message>
    <message>
        <source>身份证号、卡号、算错的数、日期、格式、藏在批注和隐藏列里的内容。</source>
        <translation>ID numbers, card numbers, wrong sums, dates, formats, and what hides in comments and hidden columns.</translation>
    </message>
    <message>
        <source>改好再检查一遍</source>
        <translation>Mend it and check again</translation>
    </message>
    <message>
        <source>文件只在这台电脑上看，不保存、不上传。</source>
        <translation>Files are read on this computer only: not stored, not uploaded.</translation>
    </message>
    <message>
        <source>选文件夹</source>
        <translation>Choose folder</translation>
    </message>
    <message>
        <source>再检查一遍</source>
        <translation>Check again</translation>
    </message>
    <message>
        <source>复制结果</source>
        <translation>Copy result</translation>
    </message>
    <message>
        <source>存为表格</source>
        <translation>Save as table</translation>
    </message>
    <message>
        <source>清空</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>选文件</source>
        <translation>Choose files</translation>
    </message>
    <message>
        <source>公开以前，先把文件检查一遍</source>
        <translation>Check files before they go public</translation>
    </message>
    <message>
        <source>检查过的文件</source>
        <translation>Checked files</translation>
    </message>
    <message>
        <source>没有发现问题，可以公开。</source>
        <translation>No findings; this may go public.</translation>
    </message>
    <message>
        <source>换一个表格</source>
        <translation>Choose another table</translation>
    </message>
    <message>
        <source>勾选有把握的</source>
        <translation>Tick the sure ones</translation>
    </message>
    <message>
        <source>本县不列的事项要写理由，例如“本县没有这项业务”。</source>
        <translation>A matter your county leaves out needs a reason, such as “No such service in our county”.</translation>
    </message>
    <message>
        <source>这张表是哪个领域的</source>
        <translation>Field this table belongs to</translation>
    </message>
    <message>
        <source>原表里写的</source>
        <translation>In the original table</translation>
    </message>
    <message>
        <source>{found} 处与目录不同</source>
        <translation>Differs from the catalogue: {found}</translation>
    </message>
    <message>
        <source>与目录没有不同。</source>
        <translation>No difference from the catalogue.</translation>
    </message>
    <message>
        <source>表里没有“{ours}”。</source>
        <translation>“{ours}” is not in the table.</translation>
    </message>
    <message>
        <source>从“导入本县目录”采用的条目会列在这里，随时可以撤销。</source>
        <translation>Entries adopted through “Import our catalogue” are listed here and can be undone at any time.</translation>
    </message>
    <message>
        <source>撤销：{title}</source>
        <translation>Undo: {title}</translation>
    </message>
    <message>
        <source>要定的记录</source>
        <translation>Records to decide</translation>
    </message>
    <message>
        <source>没有要定的。两边都改过的、认不全的记录会列在这里。</source>
        <translation>Nothing to decide. Records changed on both sides, or not fully readable, are listed here.</translation>
    </message>
    <message>
        <source>两个版本不一样的地方</source>
        <translation>Where the two versions differ</translation>
    </message>
    <message>
        <source>留本机的</source>
        <translation>Keep ours</translation>
    </message>
    <message>
        <source>留对方的</source>
        <translation>Keep theirs</translation>
    </message>
    <message>
        <source>再看一遍</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>本机的：{old}
对方的：{new}</source>
        <translation>Ours: {old}
Theirs: {new}</translation>
    </message>
    <message>
        <source>两个版本都留着，定哪个都不会丢</source>
        <translation>Both versions are kept; neither choice loses anything</translation>
    </message>
    <message>
        <source>原样留着，别的记录照常收进</source>
        <translation>Left as it is; other records are imported as usual</translation>
    </message>
    <message>
        <source>许可过的电脑</source>
        <translation>Computers with a grant</translation>
    </message>
    <message>
        <source>单位和电脑</source>
        <translation>Office and computer</translation>
    </message>
    <message>
        <source>选怎么处理</source>
        <translation>Decide what to do</translation>
    </message>
    <message>
        <source>停用这台电脑</source>
        <translation>Disable this computer</translation>
    </message>
    <message>
        <source>网站目录上列出的内容。由记录算出，可以改；改动不影响已签发的内容。</source>
        <translation>What the website directory lists. Worked out from the record and open to change; issued content stays as it is.</translation>
    </message>
    <message>
        <source>写加入申请</source>
        <translation>Write enrolment request</translation>
    </message>
    <message>
        <source>做成二维码</source>
        <translation>Make a QR code</translation>
    </message>
    <message>
        <source>收下{above}的许可</source>
        <translation>Accept grant from {above}</translation>
    </message>
    <message>
        <source>看{below}的申请，许可加入</source>
        <translation>Read request and grant ({below})</translation>
    </message>
    <message>
        <source>包只有{above}能打开。先让{above}认得这台电脑，做一次就行。</source>
        <translation>Only {above} can open the bundles. First let {above} get to know this computer; once is enough.</translation>
    </message>
    <message>
        <source>写加入申请到U盘</source>
        <translation>Write the enrolment request to a USB stick</translation>
    </message>
    <message>
        <source>申请里只有单位名称和这台电脑的公开密钥，没有记录</source>
        <translation>The request holds only the office’s name and this computer’s public keys, no records</translation>
    </message>
    <message>
        <source>请{above}许可</source>
        <translation>Ask {above} for the grant</translation>
    </message>
    <message>
        <source>把U盘带到{above}，由他们核对后写下许可</source>
        <translation>Take the USB stick to {above}, who check it and write the grant</translation>
    </message>
    <message>
        <source>收下以后就可以发包了</source>
        <translation>Once it is accepted, you can send bundles</translation>
    </message>
    <message>
        <source>许可{below}加入</source>
        <translation>Grant enrolment to {below}</translation>
    </message>
    <message>
        <source>{below}带着申请来时，核对来人和单位，再写许可。许可后本机才收他们的包。</source>
        <translation>When a request comes from {below}, check the person and the office, then write the grant. Only then does this computer accept their bundles.</translation>
    </message>
    <message>
        <source>已加入：{partner}。</source>
        <translation>Enrolled: {partner}.</translation>
    </message>
    <message>
        <source>先在“附件”里加文件</source>
        <translation>First add a file under “Attachments”</translation>
    </message>
    <message>
        <source>请选择</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>例如 20260914</source>
        <translation>For example 20260914</translation>
    </message>
    <message>
        <source>从月历里选（F4）</source>
        <translation>Pick from the calendar (F4)</translation>
    </message>
    <message>
        <source>由名单算出，不用手填</source>
        <translation>Worked out from the roster; no need to fill in</translation>
    </message>
    <message>
        <source>例如 2026-9-14 至 2026-9-30</source>
        <translation>For example 2026-9-14 至 2026-9-30</translation>
    </message>
    <message>
        <source>例如 财农〔2023〕11号</source>
        <translation>For example 财农〔2023〕11号</translation>
    </message>
    <message>
        <source>少数民族姓名用“·”，例如 才让·卓玛</source>
        <translation>Write minority names with “·”, for example 才让·卓玛</translation>
    </message>
    <message>
        <source>18 位</source>
        <translation>18 characters</translation>
    </message>
    <message>
        <source>例如 0974-8500000</source>
        <translation>For example 0974-8500000</translation>
    </message>
    <message>
        <source>上个月</source>
        <translation>Previous month</translation>
    </message>
    <message>
        <source>下个月</source>
        <translation>Next month</translation>
    </message>
    <message>
        <source>{year}年{month}月</source>
        <translation>{month} {year}</translation>
    </message>
    <message>
        <source>地名或拼音首字母，按 ↓ 选</source>
        <translation>Place name or pinyin initials; ↓ to choose</translation>
    </message>
    <message>
        <source>找到的地名</source>
        <translation>Places found</translation>
    </message>
    <message>
        <source>您的单位在哪里</source>
        <translation>Where is your office?</translation>
    </message>
    <message>
        <source>按名称查找，选好后核对单位全称。以后公示的落款、编号都用它。</source>
        <translation>Find it by name, then check its full name. Notices are signed and numbered with it.</translation>
    </message>
    <message>
        <source>您的账户</source>
        <translation>Your account</translation>
    </message>
    <message>
        <source>这台电脑上每个人用自己的账户。口令只有您自己知道，程序不保存口令。</source>
        <translation>Everyone on this computer has an account of their own. Only you know your passphrase; the program does not store it.</translation>
    </message>
    <message>
        <source>抄下并收好恢复码</source>
        <translation>Copy the recovery code and keep it safe</translation>
    </message>
    <message>
        <source>忘记口令时，只有恢复码能打开本机数据。它只显示这一次，程序不保存，上级也查不到。</source>
        <translation>If you forget the passphrase, only the recovery code opens the data on this computer. It is shown this once; the program does not store it and no office above can look it up.</translation>
    </message>
    <message>
        <source>导入许可</source>
        <translation>Import the grant</translation>
    </message>
    <message>
        <source>有了许可，记录才能写进U盘带给上级。现在没有也不要紧，以后在“同步”里再做。</source>
        <translation>With a grant, records can be written to a USB stick for the office above. You can also do this later under “Sync”.</translation>
    </message>
    <message>
        <source>上一步</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>首次设置</source>
        <translation>First setup</translation>
    </message>
    <message>
        <source>约需 3 分钟</source>
        <translation>About 3 minutes</translation>
    </message>
    <message>
        <source>电脑换过或坏过，手里有备份的，不用重新设置。</source>
        <translation>Have a backup? Restore it.</translation>
    </message>
    <message>
        <source>从备份恢复…</source>
        <translation>Restore from backup…</translation>
    </message>
    <message>
        <source>先用练习学一遍</source>
        <translation>Practise first</translation>
    </message>
    <message>
        <source>正在准备练习…</source>
        <translation>Preparing practice…</translation>
    </message>
    <message>
        <source>F1 帮助</source>
        <translation>F1 Help</translation>
    </message>
    <message>
        <source>例如：河西镇、贵德县，或区划代码</source>
        <translation>Name or division code</translation>
    </message>
    <message>
        <source>县、乡镇或街道</source>
        <translation>County, township or subdistrict</translation>
    </message>
    <message>
        <source>我们是这个乡镇（街道）下面的村或社区</source>
        <translation>We are a village or community below it</translation>
    </message>
    <message>
        <source>村（社区）名称</source>
        <translation>Village (community) name</translation>
    </message>
    <message>
        <source>村级代码后三位</source>
        <translation>Last 3 digits of village code</translation>
    </message>
    <message>
        <source>单位全称</source>
        <translation>Full name of the office</translation>
    </message>
    <message>
        <source>公示的落款用它，请和公章上的名称对一下</source>
        <translation>Notices are signed with it; compare it with your seal</translation>
    </message>
    <message>
        <source>{role_words}：{duties}</source>
        <translation>{role_words}: {duties}</translation>
    </message>
    <message>
        <source>登录时选它，审核流程里写它</source>
        <translation>You choose it when logging in; reviews name you by it</translation>
    </message>
    <message>
        <source>职责</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>以后可以再加别的账户；起草和审核不能是同一个人</source>
        <translation>More accounts can be added later; drafter and reviewer must differ</translation>
    </message>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>至少 6 个字，一句好记的话最好</source>
        <translation>At least 6 characters; best a sentence</translation>
    </message>
    <message>
        <source>再写一遍口令</source>
        <translation>Passphrase again</translation>
    </message>
    <message>
        <source>请抄在纸上，锁进档案柜。不要拍照，不要存在这台电脑上。</source>
        <translation>Copy it onto paper and lock it in the filing cabinet. Do not photograph it or keep it on this computer.</translation>
    </message>
    <message>
        <source>请输入最后一组，确认已抄对</source>
        <translation>Enter the last group to show you copied it correctly</translation>
    </message>
    <message>
        <source>恢复码最后一组</source>
        <translation>Last group of the recovery code</translation>
    </message>
    <message>
        <source>写一份加入申请到U盘，带给上级。</source>
        <translation>Write an enrolment request to a USB stick for the office above.</translation>
    </message>
    <message>
        <source>写申请…</source>
        <translation>Write request…</translation>
    </message>
    <message>
        <source>上级同意后，把许可文件拷回来，在这里收下。</source>
        <translation>Once they agree, bring the grant file back and accept it here.</translation>
    </message>
    <message>
        <source>收下许可…</source>
        <translation>Accept grant…</translation>
    </message>
    <message>
        <source>开始使用</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>正在建立加密数据…</source>
        <translation>Creating the encrypted data…</translation>
    </message>
    <message>
        <source>查“{searched}”没有找到。请换一个写法，例如只写“河西”。</source>
        <translation>Nothing found for “{searched}”. Try another way of writing it, such as a shorter name.</translation>
    </message>
    <message>
        <source>{full_name}，{code}</source>
        <translation>{full_name}, {code}</translation>
    </message>
    <message>
        <source>恢复码：</source>
        <translation>Recovery code: </translation>
    </message>
    <message>
        <source>对上了</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>8 组里的最后一组，4 个字符</source>
        <translation>Last of the 8 groups, 4 characters</translation>
    </message>
    <message>
        <source>返回前一页帮助</source>
        <translation>Back to previous help page</translation>
    </message>
    <message>
        <source>关上帮助</source>
        <translation>Close help</translation>
    </message>
    <message>
        <source>查找帮助</source>
        <translation>Search help</translation>
    </message>
    <message>
        <source>查找帮助，例如 U盘</source>
        <translation>Search help, for example USB stick</translation>
    </message>
    <message>
        <source>帮助的内容</source>
        <translation>Help contents</translation>
    </message>
    <message>
        <source>用练习学一遍</source>
        <translation>Learn by practice</translation>
    </message>
    <message>
        <source>打印快速卡片</source>
        <translation>Print quick cards</translation>
    </message>
    <message>
        <source>收{below}送来的包</source>
        <translation>Import bundles from {below}</translation>
    </message>
    <message>
        <source>插上U盘，选包</source>
        <translation>Insert the USB stick and choose the bundle</translation>
    </message>
    <message>
        <source>文件名以 .mingbai 结尾</source>
        <translation>Its file name ends in .mingbai</translation>
    </message>
    <message>
        <source>先看一遍</source>
        <translation>Look through it first</translation>
    </message>
    <message>
        <source>每条记录是新增、更新、重复还是冲突，都先列出来</source>
        <translation>Each record is listed as new, updated, duplicate or in conflict</translation>
    </message>
    <message>
        <source>收进，写回执</source>
        <translation>Import it and write the receipt</translation>
    </message>
    <message>
        <source>回执写在同一个U盘上，请来人带回去</source>
        <translation>The receipt goes onto the same USB stick, to be taken back</translation>
    </message>
    <message>
        <source>选一个包</source>
        <translation>Choose bundle</translation>
    </message>
    <message>
        <source>先看后收。看的时候什么都不会改动。</source>
        <translation>Look first, then import. Looking changes nothing.</translation>
    </message>
    <message>
        <source>包里的记录</source>
        <translation>Records in the bundle</translation>
    </message>
    <message>
        <source>签名有效</source>
        <translation>Signature valid</translation>
    </message>
    <message>
        <source>换一个包</source>
        <translation>Choose another bundle</translation>
    </message>
    <message>
        <source>收进</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>已收进</source>
        <translation>Imported</translation>
    </message>
    <message>
        <source>再收一个包</source>
        <translation>Import another bundle</translation>
    </message>
    <message>
        <source>回执已写到 {name}。可以拔出U盘，请来人带回去。</source>
        <translation>The receipt is written to {name}. Remove the USB stick and give it back to take home.</translation>
    </message>
    <message>
        <source>已收进，回执写好了</source>
        <translation>Imported; the receipt is written</translation>
    </message>
    <message>
        <source>工作移交</source>
        <translation>Hand-over of work</translation>
    </message>
    <message>
        <source>接收的人</source>
        <translation>Taking over</translation>
    </message>
    <message>
        <source>印在清单上；账户另外加</source>
        <translation>Printed on the list; their account is added separately</translation>
    </message>
    <message>
        <source>存移交清单…</source>
        <translation>Save hand-over list…</translation>
    </message>
    <message>
        <source>停用账户…</source>
        <translation>Disable account…</translation>
    </message>
    <message>
        <source>先打印清单，当面点交、三方签名；再停用离开的人的账户。</source>
        <translation>Print the list first and hand over in person, signed by all three; then disable the account of the person leaving.</translation>
    </message>
    <message>
        <source>移交的人</source>
        <translation>Handing over</translation>
    </message>
    <message>
        <source>{name}（{role_of}）</source>
        <translation>{name} ({role_of})</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>改用口令</source>
        <translation>Use passphrase</translation>
    </message>
    <message>
        <source>屏幕已锁定</source>
        <translation>Screen locked</translation>
    </message>
    <message>
        <source>PIN（6 位数字）</source>
        <translation>PIN (6 digits)</translation>
    </message>
    <message>
        <source>改用 PIN</source>
        <translation>Use PIN</translation>
    </message>
    <message>
        <source>{name}，{role_words}</source>
        <translation>{name}, {role_words}</translation>
    </message>
    <message>
        <source>登录</source>
        <translation>Log in</translation>
    </message>
    <message>
        <source>该公开的，按时公开清楚</source>
        <translation>What should be public, made public on time and plainly</translation>
    </message>
    <message>
        <source>本机数据已加密，不联网也能用</source>
        <translation>Data on this computer is encrypted and works offline</translation>
    </message>
    <message>
        <source>程序版本 {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>请选择您的账户</source>
        <translation>Choose your account</translation>
    </message>
    <message>
        <source>显示</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>忘记口令</source>
        <translation>Forgotten?</translation>
    </message>
    <message>
        <source>用备份恢复</source>
        <translation>Use a backup</translation>
    </message>
    <message>
        <source>用恢复码打开</source>
        <translation>Open with recovery code</translation>
    </message>
    <message>
        <source>恢复码</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>首次设置时打印的那张纸上，8 组，每组 4 个字符</source>
        <translation>On the paper printed at first setup: 8 groups of 4 characters</translation>
    </message>
    <message>
        <source>新口令</source>
        <translation>New passphrase</translation>
    </message>
    <message>
        <source>至少 6 个字</source>
        <translation>At least 6 characters</translation>
    </message>
    <message>
        <source>再写一遍新口令</source>
        <translation>New passphrase again</translation>
    </message>
    <message>
        <source>打开并改口令</source>
        <translation>Open and set passphrase</translation>
    </message>
    <message>
        <source>给“{chosen}”换一个新口令。恢复码可以再用，请收好。</source>
        <translation>Set a new passphrase for “{chosen}”. The recovery code stays valid; keep it safe.</translation>
    </message>
    <message>
        <source>隐藏</source>
        <translation>Hide</translation>
    </message>
    <message>
        <source>大写锁定已打开</source>
        <translation>Caps Lock is on</translation>
    </message>
    <message>
        <source>开始填写</source>
        <translation>Start filling in</translation>
    </message>
    <message>
        <source>照上次的做</source>
        <translation>Repeat the last one</translation>
    </message>
    <message>
        <source>看上次的</source>
        <translation>See the last one</translation>
    </message>
    <message>
        <source>新建记录由“起草”的账户来做。</source>
        <translation>New records are made with a drafter’s account.</translation>
    </message>
    <message>
        <source>请在左边选一个事项</source>
        <translation>Choose a matter on the left</translation>
    </message>
    <message>
        <source>点开领域，或写几个字查找。选好后这里写明该公开什么。</source>
        <translation>Open a field or type a few words to search. What must be disclosed is shown here.</translation>
    </message>
    <message>
        <source>已见于官方网页 {pages} 处</source>
        <translation>Seen on official web pages: {pages}</translation>
    </message>
    <message>
        <source>已由单位核对</source>
        <translation>Checked by an office</translation>
    </message>
    <message>
        <source>凭记忆补，请核对</source>
        <translation>From memory: please check</translation>
    </message>
    <message>
        <source>只见于转载</source>
        <translation>Seen only in reprints</translation>
    </message>
    <message>
        <source>公开要素</source>
        <translation>Elements</translation>
    </message>
    <message>
        <source>公开依据</source>
        <translation>Legal basis</translation>
    </message>
    <message>
        <source>公开时限</source>
        <translation>Time limit</translation>
    </message>
    <message>
        <source>公开主体</source>
        <translation>Disclosing body</translation>
    </message>
    <message>
        <source>公开渠道</source>
        <translation>Channels</translation>
    </message>
    <message>
        <source>公开对象</source>
        <translation>Audience</translation>
    </message>
    <message>
        <source>公开层级</source>
        <translation>Levels</translation>
    </message>
    <message>
        <source>填写用表</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>新的规定</source>
        <translation>New rules</translation>
    </message>
    <message>
        <source>（{disclosure_words}）</source>
        <translation> ({disclosure_words})</translation>
    </message>
    <message>
        <source>（可选）</source>
        <translation> (optional)</translation>
    </message>
    <message>
        <source>（{doc_no}）</source>
        <translation> ({doc_no})</translation>
    </message>
    <message>
        <source>《{title}》{number}</source>
        <translation>“{title}”{number}</translation>
    </message>
    <message>
        <source>文号{mark_words}</source>
        <translation>Document number: {mark_words}</translation>
    </message>
    <message>
        <source>已由{successor}代替，旧记录仍按原版显示</source>
        <translation>Replaced by {successor}; older records still show this edition</translation>
    </message>
    <message>
        <source>目录没有写明</source>
        <translation>Not stated in the catalogue</translation>
    </message>
    <message>
        <source>本单位的记录</source>
        <translation>Records of this office</translation>
    </message>
    <message>
        <source>这个事项还没有记录。</source>
        <translation>No records for this matter yet.</translation>
    </message>
    <message>
        <source>已公开</source>
        <translation>Disclosed</translation>
    </message>
    <message>
        <source>还没有公开</source>
        <translation>Not disclosed yet</translation>
    </message>
    <message>
        <source>{words}，{told}</source>
        <translation>{words}, {told}</translation>
    </message>
    <message>
        <source>先选这次公开的是哪个事项</source>
        <translation>First choose the matter being disclosed</translation>
    </message>
    <message>
        <source>查找事项，例如 低保、征地、草原</source>
        <translation>Find a matter, for example 低保, 征地, 草原</translation>
    </message>
    <message>
        <source>领域</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>事项</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>在中间选一个事项，这里会写明要公开什么、什么时候公开。</source>
        <translation>Choose a matter in the middle; what to disclose and when is shown here.</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>表单</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>要填的</source>
        <translation>To fill in</translation>
    </message>
    <message>
        <source>名单各栏</source>
        <translation>Roster entries</translation>
    </message>
    <message>
        <source>表单：{form_name}</source>
        <translation>Form: {form_name}</translation>
    </message>
    <message>
        <source>{above}&#x3000;</source>
        <translation>{above}  </translation>
    </message>
    <message>
        <source>{label}&#x3000;{words}</source>
        <translation>{label}  {words}</translation>
    </message>
    <message>
        <source>登记异议</source>
        <translation>Log objection</translation>
    </message>
    <message>
        <source>收到当天不计，{limit}。</source>
        <translation>The day of receipt does not count; {limit}.</translation>
    </message>
    <message>
        <source>例如：第 3 行</source>
        <translation>For example row 3</translation>
    </message>
    <message>
        <source>提出了什么</source>
        <translation>What was raised</translation>
    </message>
    <message>
        <source>照原话记，不要写身份证号和手机号。</source>
        <translation>In their own words; leave out ID and mobile numbers.</translation>
    </message>
    <message>
        <source>怎样提出的</source>
        <translation>How it was raised</translation>
    </message>
    <message>
        <source>哪天收到的</source>
        <translation>Day received</translation>
    </message>
    <message>
        <source>涉及公示的哪一处</source>
        <translation>Part of the notice concerned</translation>
    </message>
    <message>
        <source>谁提出的</source>
        <translation>Raised by</translation>
    </message>
    <message>
        <source>只供内部联系，从不打印；可以不留名。</source>
        <translation>For internal contact only, never printed; may stay empty.</translation>
    </message>
    <message>
        <source>先不登记</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>请写上提出了什么。</source>
        <translation>Enter what was raised.</translation>
    </message>
    <message>
        <source>答复第 {number} 号异议</source>
        <translation>Answer objection no. {number}</translation>
    </message>
    <message>
        <source>怎样答复的</source>
        <translation>How it was answered</translation>
    </message>
    <message>
        <source>写查了什么、结果怎样、怎么告诉本人的。</source>
        <translation>What was checked, what came of it, and how the person was told.</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>属实的，登记以后请在记录里发起更正。</source>
        <translation>If it is justified, log it and then start a correction in the record.</translation>
    </message>
    <message>
        <source>哪天答复的</source>
        <translation>Day answered</translation>
    </message>
    <message>
        <source>先不答复</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>登记答复</source>
        <translation>Log answer</translation>
    </message>
    <message>
        <source>请写上怎样答复的。</source>
        <translation>Enter how it was answered.</translation>
    </message>
    <message>
        <source>请选一个结果。</source>
        <translation>Choose an outcome.</translation>
    </message>
    <message>
        <source>异议</source>
        <translation>Objections</translation>
    </message>
    <message>
        <source>登记一条异议</source>
        <translation>Log an objection</translation>
    </message>
    <message>
        <source>还没有收到异议。有人当面、电话提出的也请记下来。</source>
        <translation>No objections yet. Please also note those raised in person or by telephone.</translation>
    </message>
    <message>
        <source>第 {number} 号&#x3000;{row}</source>
        <translation>No. {number}  {row}</translation>
    </message>
    <message>
        <source>逾期 {late} 天</source>
        <translation>Days overdue: {late}</translation>
    </message>
    <message>
        <source>{answer_by}前答复</source>
        <translation>answer by {answer_by}</translation>
    </message>
    <message>
        <source>等答复</source>
        <translation>Awaiting answer</translation>
    </message>
    <message>
        <source>没有留名</source>
        <translation>no name given</translation>
    </message>
    <message>
        <source>{received_on}{way}提出，{who}；{entered_by}登记</source>
        <translation>Raised {received_on} ({way}), {who}; logged by {entered_by}</translation>
    </message>
    <message>
        <source>答复</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>答复：{answer}（{when}，{answered_by}）</source>
        <translation>Answer: {answer} ({when}, {answered_by})</translation>
    </message>
    <message>
        <source>看这几条</source>
        <translation>Look at these</translation>
    </message>
    <message>
        <source>全部做完会显示“可以拔出U盘”。</source>
        <translation>When all is done it says “You can remove the USB stick”.</translation>
    </message>
    <message>
        <source>现在不要拔U盘</source>
        <translation>Do not remove the USB stick now</translation>
    </message>
    <message>
        <source>可以拔出U盘</source>
        <translation>You can remove the USB stick</translation>
    </message>
    <message>
        <source>选U盘或文件夹，写入</source>
        <translation>Choose where to write</translation>
    </message>
    <message>
        <source>取消，不写了</source>
        <translation>Cancel writing</translation>
    </message>
    <message>
        <source>已拔出</source>
        <translation>Removed</translation>
    </message>
    <message>
        <source>没办完</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>每条记录到哪了</source>
        <translation>Where records are</translation>
    </message>
    <message>
        <source>只看没办完的</source>
        <translation>Show open ones only</translation>
    </message>
    <message>
        <source>已加密，只有{above}能打开</source>
        <translation>Encrypted; only {above} can open it</translation>
    </message>
    <message>
        <source>写完会读回来逐个核对</source>
        <translation>Everything written is read back and verified</translation>
    </message>
    <message>
        <source>全部 {lines}</source>
        <translation>All {lines}</translation>
    </message>
    <message>
        <source>没办完 {open_lines}</source>
        <translation>Open {open_lines}</translation>
    </message>
    <message>
        <source>都办完了。</source>
        <translation>All done.</translation>
    </message>
    <message>
        <source>还没有记录。签发后的记录会在这里等着发出。</source>
        <translation>No records yet. Issued records wait here to be sent.</translation>
    </message>
    <message>
        <source>选更新包</source>
        <translation>Choose update pack</translation>
    </message>
    <message>
        <source>停下</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>收下，从现在起用它</source>
        <translation>Accept and use from now on</translation>
    </message>
    <message>
        <source>县里、州里用它改目录、表单、日历和公示文字。先看有哪些不同，再决定收不收；随时可以退回。</source>
        <translation>County and prefecture use it to change the catalogue, forms, calendar and notice wording. See what differs, then decide; you can always go back.</translation>
    </message>
    <message>
        <source>还没有收过更新包，用的是程序自带的内容。</source>
        <translation>No update pack accepted yet; the content that came with the program is in use.</translation>
    </message>
    <message>
        <source>第 {version} 个“{title}”</source>
        <translation>“{title}”, no. {version}</translation>
    </message>
    <message>
        <source>没有在用的更新包</source>
        <translation>No update pack in use</translation>
    </message>
    <message>
        <source>{publisher}&#x3000;{used}</source>
        <translation>{publisher}  {used}</translation>
    </message>
    <message>
        <source>目录 {edition} 版&#x3000;管到 {expires}&#x3000;{accepted_at} 由{accepted_by}收下</source>
        <translation>Catalogue edition {edition}  valid until {expires}  accepted {accepted_at} by {accepted_by}</translation>
    </message>
    <message>
        <source>退回{publisher}的上一版</source>
        <translation>Go back to the previous one from {publisher}</translation>
    </message>
    <message>
        <source>{publisher}：{title}</source>
        <translation>{publisher}: {title}</translation>
    </message>
    <message>
        <source>第 {version} 个更新包&#x3000;{made_at} 做，管到 {expires}</source>
        <translation>Update pack {version}  made {made_at}, valid until {expires}</translation>
    </message>
    <message>
        <source>&#x3000;目录 {edition} 版</source>
        <translation>  Catalogue edition {edition}</translation>
    </message>
    <message>
        <source>第一次收他们的更新包，指纹：{fingerprint}</source>
        <translation>First update pack from them; fingerprint: {fingerprint}</translation>
    </message>
    <message>
        <source>有这些不同</source>
        <translation>What is different</translation>
    </message>
    <message>
        <source>{area}&#x3000;{text}</source>
        <translation>{area}  {text}</translation>
    </message>
    <message>
        <source>涉及本机的记录</source>
        <translation>Records here that it touches</translation>
    </message>
    <message>
        <source>{title}（{state}）&#x3000;{why}</source>
        <translation>{title} ({state})  {why}</translation>
    </message>
    <message>
        <source>停用这些单位的电脑</source>
        <translation>Disable computers of these offices</translation>
    </message>
    <message>
        <source>和现在用的没有不同。</source>
        <translation>No difference from what is in use.</translation>
    </message>
    <message>
        <source>收更新包要由“系统管理员”的账户来做。</source>
        <translation>Update packs are accepted with an administrator account.</translation>
    </message>
    <message>
        <source>这个更新包已经在用。</source>
        <translation>This update pack is already in use.</translation>
    </message>
    <message>
        <source>{title}（{lines}）</source>
        <translation>{title} ({lines})</translation>
    </message>
    <message>
        <source>还有 {lines} 条没有列出。</source>
        <translation>{lines} more not listed.</translation>
    </message>
    <message>
        <source>打印出来的样子</source>
        <translation>As printed</translation>
    </message>
    <message>
        <source>公示的一页</source>
        <translation>One page of the notice</translation>
    </message>
    <message>
        <source>这份公示只有 {count} 页，选的页码里没有一页。</source>
        <translation>This notice has only {count} page(s); none of the pages chosen exist.</translation>
    </message>
    <message>
        <source>什么都没有打印。</source>
        <translation>Nothing was printed.</translation>
    </message>
    <message>
        <source>请重新选页码再打印。</source>
        <translation>Choose the pages again and print.</translation>
    </message>
    <message>
        <source>打印机没有应答，没有打完。</source>
        <translation>The printer did not answer; printing did not finish.</translation>
    </message>
    <message>
        <source>记录和公示都没有受影响。</source>
        <translation>Records and notices are not affected.</translation>
    </message>
    <message>
        <source>请看一下打印机开没开、纸够不够，再打印一次。也可以先存为 PDF，换一台电脑打印。</source>
        <translation>Check that the printer is on and has paper, then print again. You can also save a PDF and print it from another computer.</translation>
    </message>
    <message>
        <source>日历</source>
        <translation>Calendar</translation>
    </message>
    <message>
        <source>班</source>
        <translation>on</translation>
    </message>
    <message>
        <source>休</source>
        <translation>off</translation>
    </message>
    <message>
        <source>没有到期的事</source>
        <translation>Nothing due</translation>
    </message>
    <message>
        <source>{month}月{day}日：{told}</source>
        <translation>{day} {month}: {told}</translation>
    </message>
    <message>
        <source>现行 {current}，快到期 {due}，逾期 {late}，共 {total}</source>
        <translation>current {current}, due soon {due}, overdue {late}, of {total}</translation>
    </message>
    <message>
        <source>打印这段话</source>
        <translation>Print this text</translation>
    </message>
    <message>
        <source>请这样做</source>
        <translation>What to do</translation>
    </message>
    <message>
        <source>给技术人员看的细节</source>
        <translation>Details for technicians</translation>
    </message>
    <message>
        <source>依据：{source}</source>
        <translation>Legal basis: {source}</translation>
    </message>
    <message>
        <source>可不填</source>
        <translation>Optional</translation>
    </message>
    <message>
        <source>返回 Alt+←</source>
        <translation>Back Alt+←</translation>
    </message>
    <message>
        <source>更多</source>
        <translation>More</translation>
    </message>
    <message>
        <source>可以上下翻看的内容</source>
        <translation>Text to scroll through</translation>
    </message>
    <message>
        <source>进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>，{badge} 件要办</source>
        <translation>, {badge} to do</translation>
    </message>
    <message>
        <source>{name}，{role}：设置、换账户</source>
        <translation>{name}, {role}: settings, change account</translation>
    </message>
    <message>
        <source>清除</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>{word} {number} 件</source>
        <translation>{word}: {number}</translation>
    </message>
    <message>
        <source>已保存 {at}</source>
        <translation>Saved {at}</translation>
    </message>
    <message>
        <source>改动会自动保存</source>
        <translation>Changes are saved automatically</translation>
    </message>
    <message>
        <source>只能看，不能改</source>
        <translation>View only</translation>
    </message>
    <message>
        <source>已做</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>还没到</source>
        <translation>Ahead</translation>
    </message>
    <message>
        <source>待 {who}</source>
        <translation>Waiting for {who}</translation>
    </message>
    <message>
        <source>撤销 Ctrl+Z</source>
        <translation>Undo Ctrl+Z</translation>
    </message>
    <message>
        <source>现在的口令</source>
        <translation>Present passphrase</translation>
    </message>
    <message>
        <source>改“{name}”的口令</source>
        <translation>Change the passphrase of “{name}”</translation>
    </message>
    <message>
        <source>记录不受影响，恢复码也照旧能用。以前做的备份，仍用现在这个口令打开。</source>
        <translation>Records and recovery code stay. Earlier backups keep opening with the present passphrase.</translation>
    </message>
    <message>
        <source>先不改</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>按人查名单</source>
        <translation>Find a person in rosters</translation>
    </message>
    <message>
        <source>每次查找都会留痕</source>
        <translation>Every search is logged</translation>
    </message>
    <message>
        <source>姓名、拼音首字母，或身份证号末四位</source>
        <translation>Name, pinyin initials, or last four digits of the ID number</translation>
    </message>
    <message>
        <source>这个人在的名单</source>
        <translation>Rosters this person is in</translation>
    </message>
    <message>
        <source>您的口令</source>
        <translation>Your passphrase</translation>
    </message>
    <message>
        <source>6 位数字，不要一样的或连着的</source>
        <translation>6 digits; no runs, no repeats</translation>
    </message>
    <message>
        <source>再写一遍 PIN</source>
        <translation>PIN again</translation>
    </message>
    <message>
        <source>“{name}”的锁屏 PIN</source>
        <translation>Screen lock PIN of “{name}”</translation>
    </message>
    <message>
        <source>只在程序开着、屏幕锁定时有用。错三次，就要用口令。关掉程序以后，登录还是用口令。</source>
        <translation>Unlocks the open program. After three wrong tries the passphrase is needed, as for logging in.</translation>
    </message>
    <message>
        <source>先不设</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>去掉 PIN</source>
        <translation>Remove PIN</translation>
    </message>
    <message>
        <source>设好 PIN</source>
        <translation>Set PIN</translation>
    </message>
    <message>
        <source>yyyy年M月d日</source>
        <translation>yyyy-M-d</translation>
    </message>
    <message>
        <source>编号和期满日会按目录自动算好，张贴当天不算在公示期里。</source>
        <translation>Number and last day are worked out from the catalogue; the day of posting does not count.</translation>
    </message>
    <message>
        <source>乡政府公示栏</source>
        <translation>Township noticeboard</translation>
    </message>
    <message>
        <source>选一处公示栏；没有的直接写名称，会加进来。</source>
        <translation>Choose a noticeboard, or type a new name to add it.</translation>
    </message>
    <message>
        <source>哪一件</source>
        <translation>Which record</translation>
    </message>
    <message>
        <source>哪天贴的</source>
        <translation>Day posted</translation>
    </message>
    <message>
        <source>请写上贴在哪一处公示栏。</source>
        <translation>Enter the noticeboard it was posted on.</translation>
    </message>
    <message>
        <source>哪天取下的</source>
        <translation>Day taken down</translation>
    </message>
    <message>
        <source>登记后台账里不能改，请看清日期。</source>
        <translation>It cannot be changed in the register afterwards; check the date.</translation>
    </message>
    <message>
        <source>添加照片</source>
        <translation>Add photos</translation>
    </message>
    <message>
        <source>更正、撤回公告</source>
        <translation>Correction, withdrawal</translation>
    </message>
    <message>
        <source>照片</source>
        <translation>Photos</translation>
    </message>
    <message>
        <source>异议和证明</source>
        <translation>Objections and proof</translation>
    </message>
    <message>
        <source>照片里没有拍摄时间</source>
        <translation>no time in the photo</translation>
    </message>
    <message>
        <source>第 {at} 张照片，{taken}</source>
        <translation>Photo {at}, {taken}</translation>
    </message>
    <message>
        <source>{waiting} 条异议没有答复</source>
        <translation>Objections to answer: {waiting}</translation>
    </message>
    <message>
        <source>异议 {count} 条</source>
        <translation>Objections: {count}</translation>
    </message>
    <message>
        <source>还没有照片。把手机里的照片拖到这里，拍摄地点等信息会去掉。</source>
        <translation>No photos yet. Drag photos from your phone here; location and the like are removed.</translation>
    </message>
    <message>
        <source>{photos} 张，最近一张 {last}</source>
        <translation>{photos} photo(s), latest {last}</translation>
    </message>
    <message>
        <source>公示期</source>
        <translation>Notice period</translation>
    </message>
    <message>
        <source>纸张</source>
        <translation>Paper</translation>
    </message>
    <message>
        <source>检查意见</source>
        <translation>Findings</translation>
    </message>
    <message>
        <source>按村分存，一村一份</source>
        <translation>Save one per village</translation>
    </message>
    <message>
        <source>存电子屏图片</source>
        <translation>Save screen image</translation>
    </message>
    <message>
        <source>{paper}，每份 {pages} 页</source>
        <translation>{paper}, {pages} page(s) a copy</translation>
    </message>
    <message>
        <source>整页</source>
        <translation>Page</translation>
    </message>
    <message>
        <source>页宽</source>
        <translation>Width</translation>
    </message>
    <message>
        <source>原大</source>
        <translation>Actual size</translation>
    </message>
    <message>
        <source>公示预览</source>
        <translation>Notice preview</translation>
    </message>
    <message>
        <source>上一页</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>下一页</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>页面大小</source>
        <translation>Page size</translation>
    </message>
    <message>
        <source>版式</source>
        <translation>Layout</translation>
    </message>
    <message>
        <source>哪个村的一份</source>
        <translation>Which village’s copy</translation>
    </message>
    <message>
        <source>各页缩略图</source>
        <translation>Page thumbnails</translation>
    </message>
    <message>
        <source>正在排版…</source>
        <translation>Laying out…</translation>
    </message>
    <message>
        <source>整份</source>
        <translation>Whole notice</translation>
    </message>
    <message>
        <source>{name}&#x3000;{rows} 行</source>
        <translation>{name}  rows: {rows}</translation>
    </message>
    <message>
        <source>还没有公示可看</source>
        <translation>No notice to show yet</translation>
    </message>
    <message>
        <source>{title}，{page_words}</source>
        <translation>{title}, {page_words}</translation>
    </message>
    <message>
        <source>{above}收了包以后，会在U盘上写一张回执；退回和州里的答复写在另一个文件里。都从这里收，才知道每条记录到了没有。</source>
        <translation>Once {above} imports a bundle, a receipt is written to the USB stick; returns and answers from the prefecture come in another file. Both are read in here, and only then do you know whether each record arrived.</translation>
    </message>
    <message>
        <source>选回执文件</source>
        <translation>Choose receipt file</translation>
    </message>
    <message>
        <source>存成可以打印的回执</source>
        <translation>Save printable receipt</translation>
    </message>
    <message>
        <source>正在核对回执…</source>
        <translation>Checking the receipt…</translation>
    </message>
    <message>
        <source>信息形成日期</source>
        <translation>Date the information arose</translation>
    </message>
    <message>
        <source>理由说明</source>
        <translation>Explanation</translation>
    </message>
    <message>
        <source>这一条为什么适用，写一句话</source>
        <translation>Why this clause applies, in one sentence</translation>
    </message>
    <message>
        <source>目录上写的是“{disclosure_words}”</source>
        <translation>The catalogue says “{disclosure_words}”</translation>
    </message>
    <message>
        <source>按目录默认</source>
        <translation>As in the catalogue</translation>
    </message>
    <message>
        <source>更多栏目：</source>
        <translation>More entries: </translation>
    </message>
    <message>
        <source>公开属性</source>
        <translation>Disclosure class</translation>
    </message>
    <message>
        <source>请选择依据条例的哪一条</source>
        <translation>Choose the clause of the Regulations</translation>
    </message>
    <message>
        <source>不主动公开的理由</source>
        <translation>Reason for non-disclosure</translation>
    </message>
    <message>
        <source>依据《政府信息公开条例》</source>
        <translation>Under the Regulations on Open Government Information</translation>
    </message>
    <message>
        <source>没有检查意见，可以提交。</source>
        <translation>No findings; ready to submit.</translation>
    </message>
    <message>
        <source>检查意见 {findings}</source>
        <translation>Findings {findings}</translation>
    </message>
    <message>
        <source>修订记录</source>
        <translation>Revisions</translation>
    </message>
    <message>
        <source>名单的导入</source>
        <translation>Roster imports</translation>
    </message>
    <message>
        <source>记录的各部分</source>
        <translation>Parts of the record</translation>
    </message>
    <message>
        <source>更正的理由</source>
        <translation>Reason for correction</translation>
    </message>
    <message>
        <source>退回的理由</source>
        <translation>Reason for return</translation>
    </message>
    <message>
        <source>改过来</source>
        <translation>Mend it</translation>
    </message>
    <message>
        <source>看第 {position} 行</source>
        <translation>See row {position}</translation>
    </message>
    <message>
        <source>看名单</source>
        <translation>See roster</translation>
    </message>
    <message>
        <source>基本信息</source>
        <translation>Basics</translation>
    </message>
    <message>
        <source>名单&#x3000;{count} {unit}</source>
        <translation>Roster  {count} {unit}</translation>
    </message>
    <message>
        <source>附件&#x3000;{lines}</source>
        <translation>Files  {lines}</translation>
    </message>
    <message>
        <source>目录信息</source>
        <translation>Directory</translation>
    </message>
    <message>
        <source>检查意见&#x3000;{findings}</source>
        <translation>Findings  {findings}</translation>
    </message>
    <message>
        <source>照这条再做一条</source>
        <translation>Make another like it</translation>
    </message>
    <message>
        <source>查找记录</source>
        <translation>Find a record</translation>
    </message>
    <message>
        <source>还没有记录</source>
        <translation>No records yet</translation>
    </message>
    <message>
        <source>选一个事项</source>
        <translation>Choose a matter</translation>
    </message>
    <message>
        <source>从公开目录里选要公开的是哪一项</source>
        <translation>Pick from the catalogue what is to be disclosed</translation>
    </message>
    <message>
        <source>填写内容，导入名单</source>
        <translation>Fill in, import the roster</translation>
    </message>
    <message>
        <source>边填边存，关机也不会丢</source>
        <translation>Saved as you type; nothing is lost on shutdown</translation>
    </message>
    <message>
        <source>同事审核、保密审查、签发以后就可以张贴</source>
        <translation>After review, secrecy review and issue it can be posted</translation>
    </message>
    <message>
        <source>新建第一条记录</source>
        <translation>Create first record</translation>
    </message>
    <message>
        <source>每公开一件事就写一条记录。公示、台账、上报都从记录里来。</source>
        <translation>One record for each thing made public. Notices, lists and reports all come from records.</translation>
    </message>
    <message>
        <source>请换几个字，或者清除条件，再看全部记录。</source>
        <translation>Try other words, or clear the filters to see all records.</translation>
    </message>
    <message>
        <source>清除条件</source>
        <translation>Try other words, or clear the filters to see all records.</translation>
    </message>
    <message>
        <source>↑↓ 选择&#x3000;Enter 打开</source>
        <translation>↑↓ Select  Enter Open</translation>
    </message>
    <message>
        <source>导出目录清单</source>
        <translation>Export disclosure list</translation>
    </message>
    <message>
        <source>年度报告</source>
        <translation>Yearly report</translation>
    </message>
    <message>
        <source>写出年报表…</source>
        <translation>Write yearly report…</translation>
    </message>
    <message>
        <source>核对年报表…</source>
        <translation>Check yearly report…</translation>
    </message>
    <message>
        <source>{when}的备份，{about}</source>
        <translation>Backup of {when}, {about}</translation>
    </message>
    <message>
        <source>只看，不改</source>
        <translation>Look only</translation>
    </message>
    <message>
        <source>救出还读得出的</source>
        <translation>Salvage</translation>
    </message>
    <message>
        <source>恢复这一份</source>
        <translation>Restore this one</translation>
    </message>
    <message>
        <source>U盘上的备份…</source>
        <translation>Backup on USB stick…</translation>
    </message>
    <message>
        <source>恢复哪一份备份</source>
        <translation>Which backup to restore</translation>
    </message>
    <message>
        <source>账户</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>现在的口令；换了电脑的，用做备份那时候的</source>
        <translation>Yours; on a new computer, the old one</translation>
    </message>
    <message>
        <source>数据恢复好了</source>
        <translation>Data restored</translation>
    </message>
    <message>
        <source>去登录</source>
        <translation>Go to log in</translation>
    </message>
    <message>
        <source>这里没有备份。请插上放备份的U盘，点上面的“U盘上的备份”。</source>
        <translation>No backup here. Insert the USB stick with the backup and choose “Backup on USB stick” above.</translation>
    </message>
    <message>
        <source>对照的修订</source>
        <translation>Revision to compare with</translation>
    </message>
    <message>
        <source>看的修订</source>
        <translation>Revision shown</translation>
    </message>
    <message>
        <source>拿</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>和</source>
        <translation>with</translation>
    </message>
    <message>
        <source>对照</source>
        <translation>side by side</translation>
    </message>
    <message>
        <source>下一件</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>审查单</source>
        <translation>Review sheet</translation>
    </message>
    <message>
        <source>全部内容</source>
        <translation>All content</translation>
    </message>
    <message>
        <source>公示样张</source>
        <translation>Notice sample</translation>
    </message>
    <message>
        <source>看全部内容</source>
        <translation>See all content</translation>
    </message>
    <message>
        <source>程序检查没有意见。</source>
        <translation>The program has no findings.</translation>
    </message>
    <message>
        <source>退回必须写明理由；通过可以不写。</source>
        <translation>To return it you must give a reason; to pass it you need not.</translation>
    </message>
    <message>
        <source>常用语</source>
        <translation>Phrases</translation>
    </message>
    <message>
        <source>退回理由</source>
        <translation>Reasons</translation>
    </message>
    <message>
        <source>前面的意见</source>
        <translation>Earlier opinions</translation>
    </message>
    <message>
        <source>通过</source>
        <translation>Pass</translation>
    </message>
    <message>
        <source>退回修改</source>
        <translation>Return for changes</translation>
    </message>
    <message>
        <source>和哪一次比</source>
        <translation>Which import to compare with</translation>
    </message>
    <message>
        <source>和这一次比</source>
        <translation>Compare with</translation>
    </message>
    <message>
        <source>名单的变化</source>
        <translation>Changes in the roster</translation>
    </message>
    <message>
        <source>不收这一列</source>
        <translation>Leave this column out</translation>
    </message>
    <message>
        <source>导入名单</source>
        <translation>Import roster</translation>
    </message>
    <message>
        <source>收进名单</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>工作表</source>
        <translation>Worksheet</translation>
    </message>
    <message>
        <source>表里的每一列收到哪一栏</source>
        <translation>Where each column of the table goes</translation>
    </message>
    <message>
        <source>不能收的</source>
        <translation>Rows left out</translation>
    </message>
    <message>
        <source>存到别处</source>
        <translation>Save elsewhere</translation>
    </message>
    <message>
        <source>不能收的 {refused} 行</source>
        <translation>Left out: {refused}</translation>
    </message>
    <message>
        <source>每一行都可以收。</source>
        <translation>Every row can be imported.</translation>
    </message>
    <message>
        <source>可以收 {taken} 行</source>
        <translation>Ready: {taken}</translation>
    </message>
    <message>
        <source>不能收 {refused} 行</source>
        <translation>Left out: {refused}</translation>
    </message>
    <message>
        <source>{letter} 列 {text} 收到</source>
        <translation>Column {letter} “{text}” goes to</translation>
    </message>
    <message>
        <source>表里没有“{label}”，整张表都是</source>
        <translation>“{label}” is not in the table; for all rows</translation>
    </message>
    <message>
        <source>写“{sheet_name}”就用每张表的名字</source>
        <translation>Write “{sheet_name}” to use each sheet’s name</translation>
    </message>
    <message>
        <source>例如：同一个{label}</source>
        <translation>For example one {label} for all</translation>
    </message>
    <message>
        <source>名单还是空的</source>
        <translation>The roster is empty</translation>
    </message>
    <message>
        <source>导入单位现有的表格</source>
        <translation>Import the table your office has</translation>
    </message>
    <message>
        <source>Excel、WPS 做的 .xlsx 和 .xls 都行，表头不一样也认得</source>
        <translation>.xlsx and .xls from Excel or WPS; other headings are recognised too</translation>
    </message>
    <message>
        <source>或者从别的表里复制、粘贴</source>
        <translation>Or copy and paste from another table</translation>
    </message>
    <message>
        <source>也可以一行一行加</source>
        <translation>Rows can also be added one by one</translation>
    </message>
    <message>
        <source>名单上的身份证号、银行卡号和电话不会张贴。</source>
        <translation>ID, bank card and telephone numbers of the roster are not posted.</translation>
    </message>
    <message>
        <source>下一处 F8</source>
        <translation>Next finding F8</translation>
    </message>
    <message>
        <source>导入表格</source>
        <translation>Import table</translation>
    </message>
    <message>
        <source>加一行</source>
        <translation>Add row</translation>
    </message>
    <message>
        <source>在名单里找</source>
        <translation>Find in roster</translation>
    </message>
    <message>
        <source>姓名、拼音首字母、村、号码里的任何几个字（Ctrl+F）</source>
        <translation>Part of a name, pinyin initials, village or number (Ctrl+F)</translation>
    </message>
    <message>
        <source>合计 {count} {unit}</source>
        <translation>Total {count} {unit}</translation>
    </message>
    <message>
        <source>备份到U盘</source>
        <translation>Back up to USB stick</translation>
    </message>
    <message>
        <source>现在备份</source>
        <translation>Back up now</translation>
    </message>
    <message>
        <source>练一次</source>
        <translation>Run drill</translation>
    </message>
    <message>
        <source>做体检</source>
        <translation>Run check-up</translation>
    </message>
    <message>
        <source>看诊断包</source>
        <translation>See support pack</translation>
    </message>
    <message>
        <source>装更新</source>
        <translation>Install update</translation>
    </message>
    <message>
        <source>去移交</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>备份</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>写过东西，每半小时自动备份一次；收包、更新、恢复之前另做一份。</source>
        <translation>Backed up every half hour while you write, and once more before imports, updates and restores.</translation>
    </message>
    <message>
        <source>连附件一起抄，照样加密。电脑坏了、丢了，用它在另一台电脑上恢复。</source>
        <translation>Includes attachments, encrypted all the same. If this computer breaks or is lost, restore from it on another.</translation>
    </message>
    <message>
        <source>在本机再备份一份</source>
        <translation>Backup on this computer</translation>
    </message>
    <message>
        <source>抄在数据目录的“backups”文件夹里</source>
        <translation>Kept in the “backups” folder of the data</translation>
    </message>
    <message>
        <source>练一次恢复</source>
        <translation>Restore drill</translation>
    </message>
    <message>
        <source>另外打开最近一份备份，数一数，现在的数据不动</source>
        <translation>Opens the latest backup elsewhere and counts it; present data is untouched</translation>
    </message>
    <message>
        <source>体检</source>
        <translation>Check-up</translation>
    </message>
    <message>
        <source>磁盘、每一页数据、留痕、附件、备份</source>
        <translation>Disk, every page of data, audit log, attachments, backups</translation>
    </message>
    <message>
        <source>诊断包</source>
        <translation>Support pack</translation>
    </message>
    <message>
        <source>交给技术人员的，先看内容再存</source>
        <translation>For technicians; look at it before saving</translation>
    </message>
    <message>
        <source>程序更新</source>
        <translation>Program update</translation>
    </message>
    <message>
        <source>有人调离、退休：移交清单，停用账户</source>
        <translation>When someone moves or retires: hand-over list, disable account</translation>
    </message>
    <message>
        <source>要恢复数据：点左下角的名字，选“换账户”，在登录页点“用备份恢复”。</source>
        <translation>To restore: choose your name at bottom left, then “Change account”, then “Use a backup” on the log-in page.</translation>
    </message>
    <message>
        <source>{text}：{words}</source>
        <translation>{text}: {words}</translation>
    </message>
    <message>
        <source>体检结果</source>
        <translation>Result of the check-up</translation>
    </message>
    <message>
        <source>一切正常。</source>
        <translation>All is well.</translation>
    </message>
    <message>
        <source>还没有做。每个月做一次就够了；觉得哪里不对，随时可以做。</source>
        <translation>Not done yet. Once a month is enough; run it whenever something seems wrong.</translation>
    </message>
    <message>
        <source>{backup_words}。</source>
        <translation>{backup_words}.</translation>
    </message>
    <message>
        <source>没有分号段</source>
        <translation>No number block</translation>
    </message>
    <message>
        <source>号段 {number}：{first} 到 {last}</source>
        <translation>Block {number}: {first} to {last}</translation>
    </message>
    <message>
        <source>索引号的写法</source>
        <translation>Index number pattern</translation>
    </message>
    <message>
        <source>花括号里的由程序填：{parts}。</source>
        <translation>What stands in braces is filled in: {parts}.</translation>
    </message>
    <message>
        <source>用这个写法</source>
        <translation>Use this pattern</translation>
    </message>
    <message>
        <source>每条签发的记录都有一个索引号。县里怎么定就怎么写；已经编出的号不会变。</source>
        <translation>Every issued record has an index number. Write it the way the county prescribes; numbers already given do not change.</translation>
    </message>
    <message>
        <source>统一社会信用代码</source>
        <translation>Unified social credit code</translation>
    </message>
    <message>
        <source>写法里用到 {credit_code} 时才要填</source>
        <translation>Needed only if the pattern uses {credit_code}</translation>
    </message>
    <message>
        <source>这台电脑的号段</source>
        <translation>Number block of this computer</translation>
    </message>
    <message>
        <source>单位有几台电脑时，每台分一个，号才不会重</source>
        <translation>If the office has several computers, give each its own block so that numbers never repeat</translation>
    </message>
    <message>
        <source>这台电脑的下一个号</source>
        <translation>Next number here</translation>
    </message>
    <message>
        <source>另一台电脑的同一个流水号</source>
        <translation>Same serial elsewhere</translation>
    </message>
    <message>
        <source>随电脑的设置</source>
        <translation>As this computer</translation>
    </message>
    <message>
        <source>不用代理</source>
        <translation>No proxy</translation>
    </message>
    <message>
        <source>用这个代理</source>
        <translation>This proxy</translation>
    </message>
    <message>
        <source>代理</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>由人点了才发</source>
        <translation>Only when asked</translation>
    </message>
    <message>
        <source>签发后自动上报</source>
        <translation>Once issued</translation>
    </message>
    <message>
        <source>什么时候发</source>
        <translation>When to send</translation>
    </message>
    <message>
        <source>选 CA 文件</source>
        <translation>Choose CA file</translation>
    </message>
    <message>
        <source>不用它</source>
        <translation>Do not use it</translation>
    </message>
    <message>
        <source>用这些设置</source>
        <translation>Use these settings</translation>
    </message>
    <message>
        <source>服务器地址</source>
        <translation>Server address</translation>
    </message>
    <message>
        <source>向上级要。不写，程序就不会自己上网</source>
        <translation>Ask the office above. Without it the program never goes online</translation>
    </message>
    <message>
        <source>代理地址</source>
        <translation>Proxy address</translation>
    </message>
    <message>
        <source>例如 http://10.0.0.1:8080；要口令的写成 http://用户名:口令@10.0.0.1:8080</source>
        <translation>For example http://10.0.0.1:8080; with a password http://user:password@10.0.0.1:8080</translation>
    </message>
    <message>
        <source>上级的服务器用自己签的证书时才要；证书总是要核对的</source>
        <translation>Only if the server above signs its own certificate; certificates are always checked</translation>
    </message>
    <message>
        <source>最多每秒多少 KB</source>
        <translation>KB per second at most</translation>
    </message>
    <message>
        <source>0 是不限</source>
        <translation>0 means no limit</translation>
    </message>
    <message>
        <source>发的是和U盘一样的包，上级才打得开。断了会自己接着发，收到回执才算办完。</source>
        <translation>Sends the same bundles as a USB stick, which only the office above can open. Broken transfers resume; it is done when the receipt arrives.</translation>
    </message>
    <message>
        <source>从几点</source>
        <translation>From</translation>
    </message>
    <message>
        <source>到几点</source>
        <translation>Until</translation>
    </message>
    <message>
        <source>一样就是全天</source>
        <translation>Same hour: all day</translation>
    </message>
    <message>
        <source>{hour} 点</source>
        <translation>{hour}:00</translation>
    </message>
    <message>
        <source>目录里的公开主体</source>
        <translation>Body in catalogue</translation>
    </message>
    <message>
        <source>本地单位</source>
        <translation>Local office</translation>
    </message>
    <message>
        <source>查找公开主体或单位</source>
        <translation>Find a body or office</translation>
    </message>
    <message>
        <source>公开主体和本地单位</source>
        <translation>Disclosing bodies and local offices</translation>
    </message>
    <message>
        <source>记下这个单位</source>
        <translation>Keep this office</translation>
    </message>
    <message>
        <source>新建记录时，受理异议的单位和电话就用这里写的，填表时还可以改。</source>
        <translation>New records take the office and telephone for objections from here; they can still be changed in the form.</translation>
    </message>
    <message>
        <source>单位名称</source>
        <translation>Office name</translation>
    </message>
    <message>
        <source>不写名称，就是没有设</source>
        <translation>Without a name it is not set</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Telephone</translation>
    </message>
    <message>
        <source>例如 0970-8600123</source>
        <translation>For example 0970-8600123</translation>
    </message>
    <message>
        <source>放假</source>
        <translation>Day off</translation>
    </message>
    <message>
        <source>上班</source>
        <translation>Working day</translation>
    </message>
    <message>
        <source>公示贴在哪里。不再使用的不会再列出来，已有的张贴登记都保留。</source>
        <translation>Where notices are posted. Boards no longer in use are not listed again; their postings are kept.</translation>
    </message>
    <message>
        <source>加公示栏</source>
        <translation>Add noticeboard</translation>
    </message>
    <message>
        <source>新公示栏的名字</source>
        <translation>Name of the new noticeboard</translation>
    </message>
    <message>
        <source>例如：上滩村公示栏</source>
        <translation>For example Village gate board</translation>
    </message>
    <message>
        <source>挂着 {hanging} 份</source>
        <translation>Posted: {hanging}</translation>
    </message>
    <message>
        <source>现在没有张贴</source>
        <translation>Nothing posted now</translation>
    </message>
    <message>
        <source>国务院的放假安排程序里已经有。这里只加本地另外放假或上班的日子，期限和公示期会照着算。</source>
        <translation>National holidays are already in the program. Add only local days off or working days; time limits and notice periods follow.</translation>
    </message>
    <message>
        <source>加这一天</source>
        <translation>Add this day</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>这一天</source>
        <translation>On that day</translation>
    </message>
    <message>
        <source>是什么日子</source>
        <translation>What day it is</translation>
    </message>
    <message>
        <source>例如：州庆日</source>
        <translation>For example Prefecture Day</translation>
    </message>
    <message>
        <source>去掉</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>{year}年{month}月{day}日&#x3000;{kind_words}</source>
        <translation>{year}-{month}-{day} · {kind_words}</translation>
    </message>
    <message>
        <source>还没有本地另外的日子。</source>
        <translation>No local days yet.</translation>
    </message>
    <message>
        <source>公示栏上的姓名</source>
        <translation>Names on noticeboards</translation>
    </message>
    <message>
        <source>照写</source>
        <translation>In full</translation>
    </message>
    <message>
        <source>遮盖</source>
        <translation>Masked</translation>
    </message>
    <message>
        <source>网上一律遮盖，不能改。身份证号、银行卡号在哪里都不写全，也不能改。</source>
        <translation>Always masked online; this cannot be changed. ID and bank card numbers are never written in full anywhere; that cannot be changed either.</translation>
    </message>
    <message>
        <source>多少天没有回执就算逾期</source>
        <translation>Days without a receipt until overdue</translation>
    </message>
    <message>
        <source>{days} 天</source>
        <translation>{days} days</translation>
    </message>
    <message>
        <source>从写好包那天算起。</source>
        <translation>Counted from the day the bundle was written.</translation>
    </message>
    <message>
        <source>多少分钟不用就锁定</source>
        <translation>Minutes idle until locked</translation>
    </message>
    <message>
        <source>{minutes} 分钟</source>
        <translation>{minutes} minutes</translation>
    </message>
    <message>
        <source>锁定前一分钟会提醒，写好的都已经存下。</source>
        <translation>You are told one minute before; what you wrote is already saved.</translation>
    </message>
    <message>
        <source>账户和外观</source>
        <translation>Account</translation>
    </message>
    <message>
        <source>本地放假</source>
        <translation>Local days</translation>
    </message>
    <message>
        <source>公示和锁定</source>
        <translation>Rules</translation>
    </message>
    <message>
        <source>只影响这台电脑</source>
        <translation>For this computer only</translation>
    </message>
    <message>
        <source>一个人一个账户。起草的人不能审核、签发自己的记录。</source>
        <translation>One account for each person. A drafter cannot review or issue their own records.</translation>
    </message>
    <message>
        <source>加一个账户</source>
        <translation>Add account</translation>
    </message>
    <message>
        <source>至少 6 个字，请本人来写</source>
        <translation>At least 6 characters, typed by the person themselves</translation>
    </message>
    <message>
        <source>外观</source>
        <translation>Looks</translation>
    </message>
    <message>
        <source>颜色</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>文字大小</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>{size} 磅</source>
        <translation>{size} pt</translation>
    </message>
    <message>
        <source>也可以按 Ctrl + 加号、减号、0</source>
        <translation>Also Ctrl + plus, minus, 0</translation>
    </message>
    <message>
        <source>数据放在</source>
        <translation>Data is kept in</translation>
    </message>
    <message>
        <source>停用：{name}</source>
        <translation>Disable: {name}</translation>
    </message>
    <message>
        <source>是签发的那一份</source>
        <translation>This is the issued one</translation>
    </message>
    <message>
        <source>正在更正</source>
        <translation>Being corrected</translation>
    </message>
    <message>
        <source>已经更正，这一张作废</source>
        <translation>Corrected; this sheet is void</translation>
    </message>
    <message>
        <source>已经撤回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>签名对，本机还没有这条记录</source>
        <translation>Signature valid; record not on this computer</translation>
    </message>
    <message>
        <source>文字被改过，或是仿造</source>
        <translation>Text was altered or forged</translation>
    </message>
    <message>
        <source>不认识的签名</source>
        <translation>Signature not known</translation>
    </message>
    <message>
        <source>二维码的文字</source>
        <translation>Text of the QR code</translation>
    </message>
    <message>
        <source>用手机扫公示下方的二维码，把文字复制到这里；或把照片拖进来。</source>
        <translation>Scan the QR code below the notice with a phone and copy its text here, or drag a photo in.</translation>
    </message>
    <message>
        <source>选一张照片</source>
        <translation>Choose a photo</translation>
    </message>
    <message>
        <source>看一张公示是不是签发的那一份，不用联网。</source>
        <translation>See whether a notice is the one that was issued; no network needed.</translation>
    </message>
    <message>
        <source>请粘贴二维码的文字，或选一张照片。</source>
        <translation>Paste the text of the QR code, or choose a photo.</translation>
    </message>
    <message>
        <source>{number}&#x3000;{title}</source>
        <translation>{number}  {title}</translation>
    </message>
    <message>
        <source>{start} 至 {end}</source>
        <translation>{start} to {end}</translation>
    </message>
    <message>
        <source>签发：{signed_by}</source>
        <translation>Issued by {signed_by}</translation>
    </message>
    <message>
        <source>签发的那台电脑后来被停用，请问一下这个单位。</source>
        <translation>The computer that issued it was disabled later; please ask the office.</translation>
    </message>
    <message>
        <source>还不能发给{above}</source>
        <translation>Cannot send to {above} yet</translation>
    </message>
    <message>
        <source>只要做一次</source>
        <translation>Needed only once</translation>
    </message>
    <message>
        <source>把U盘带到{above}</source>
        <translation>Take the USB stick to {above}</translation>
    </message>
    <message>
        <source>收下许可</source>
        <translation>Accept the grant</translation>
    </message>
    <message>
        <source>以后签发的记录就能发了</source>
        <translation>Then records issued later can be sent</translation>
    </message>
    <message>
        <source>去加入</source>
        <translation>Go to enrolment</translation>
    </message>
    <message>
        <source>包要加密给{above}，先要让{above}认得这台电脑。记录照常可以填、审、签发、张贴。</source>
        <translation>Bundles are encrypted for {above}, who must first get to know this computer. Records can be written, reviewed, issued and posted as usual.</translation>
    </message>
    <message>
        <source>同步的几件事</source>
        <translation>Parts of sync</translation>
    </message>
    <message>
        <source>藏文在前</source>
        <translation>Tibetan first</translation>
    </message>
    <message>
        <source>汉文在前</source>
        <translation>Chinese first</translation>
    </message>
    <message>
        <source>程序不会自己写藏文。固定用语请懂藏文的人填一次、确认一次，以后每份公示都用得上；没有核对过的不印。</source>
        <translation>The program writes no Tibetan of its own. Ask someone who knows Tibetan to fill in and confirm the set phrases once; every notice then uses them. What is not checked is not printed.</translation>
    </message>
    <message>
        <source>藏文</source>
        <translation>Tibetan</translation>
    </message>
    <message>
        <source>藏文附件名称</source>
        <translation>Attachment names in Tibetan</translation>
    </message>
    <message>
        <source>一行写一个，顺序和汉文的附件一样：名单在最前。</source>
        <translation>One a line, in the order of the Chinese attachments: the roster comes first.</translation>
    </message>
    <message>
        <source>哪种文字在前</source>
        <translation>Which script comes first</translation>
    </message>
    <message>
        <source>先不保存</source>
        <translation>Do not save</translation>
    </message>
    <message>
        <source>保存并确认</source>
        <translation>Save and confirm</translation>
    </message>
    <message>
        <source>藏文标题</source>
        <translation>Tibetan title</translation>
    </message>
    <message>
        <source>藏文正文</source>
        <translation>Tibetan text</translation>
    </message>
    <message>
        <source>公示期、受理单位和电话会自动接在后面，不用写。</source>
        <translation>Notice period, receiving office and telephone follow by themselves; leave them out.</translation>
    </message>
    <message>
        <source>核对的人</source>
        <translation>Checked by</translation>
    </message>
    <message>
        <source>他的姓名和今天的日期跟着用语一起留下。</source>
        <translation>Their name and today’s date are kept with the phrases.</translation>
    </message>
    <message>
        <source>{refusal}标题、正文和附件名称这里只能看，固定用语可以填。</source>
        <translation>{refusal}Title, text and attachment names can only be read here; set phrases can be filled in.</translation>
    </message>
    <message>
        <source>固定用语：还缺 {missing} 个</source>
        <translation>Set phrases: {missing} missing</translation>
    </message>
    <message>
        <source>固定用语：都有了</source>
        <translation>Set phrases: complete</translation>
    </message>
    <message>
        <source>{chinese}的藏文，{mark_words}</source>
        <translation>Tibetan for {chinese}, {mark_words}</translation>
    </message>
    <message>
        <source>照填 {text}</source>
        <translation>Take {text}</translation>
    </message>
    <message>
        <source>未经核对的提议。{source}</source>
        <translation>A proposal nobody has checked. {source}</translation>
    </message>
    <message>
        <source>没有提议</source>
        <translation>No proposal</translation>
    </message>
    <message>
        <source>{action_words}：{title}，{words}</source>
        <translation>{action_words}: {title}, {words}</translation>
    </message>
    <message>
        <source>{number} 件</source>
        <translation>{number}</translation>
    </message>
    <message>
        <source>查找 Ctrl+F</source>
        <translation>Search Ctrl+F</translation>
    </message>
    <message>
        <source>看日历</source>
        <translation>See calendar</translation>
    </message>
    <message>
        <source>到期</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>公示期满</source>
        <translation>Notice period ends</translation>
    </message>
    <message>
        <source>接下来</source>
        <translation>Coming up</translation>
    </message>
    <message>
        <source>还有 {duties} 件，在“记录”里按期限都能看到</source>
        <translation>{duties} more; see them by due date under “Records”</translation>
    </message>
    <message>
        <source>这里没有要办的事</source>
        <translation>Nothing to do here</translation>
    </message>
    <message>
        <source>看全部</source>
        <translation>See all</translation>
    </message>
    <message>
        <source>今天没有到期的事</source>
        <translation>Nothing due today</translation>
    </message>
    <message>
        <source>在公开目录里选一个事项</source>
        <translation>Choose a matter in the catalogue</translation>
    </message>
    <message>
        <source>目录写明该公开什么、依据什么、多久之内</source>
        <translation>It says what to disclose, on what basis and by when</translation>
    </message>
    <message>
        <source>填好记录，请同事审核、签发</source>
        <translation>Fill in the record; colleagues review and issue it</translation>
    </message>
    <message>
        <source>名单可以从表格里导入</source>
        <translation>Rosters can be imported from tables</translation>
    </message>
    <message>
        <source>打印公示，贴到公示栏</source>
        <translation>Print the notice and put it on the noticeboard</translation>
    </message>
    <message>
        <source>程序替您记着哪天撤下</source>
        <translation>The program remembers when to take it down</translation>
    </message>
    <message>
        <source>有了记录，快到期的、等您办的都会排在这里。</source>
        <translation>Once there are records, those due soon or waiting for you are lined up here.</translation>
    </message>
    <message>
        <source>近期没有别的期限。</source>
        <translation>No other time limits soon.</translation>
    </message>
    <message>
        <source>看要办的事</source>
        <translation>See what is due</translation>
    </message>
    <message>
        <source>回到这一步</source>
        <translation>Back to this step</translation>
    </message>
    <message>
        <source>练习</source>
        <translation>Practice</translation>
    </message>
    <message>
        <source>第 {at} 步，共 {count} 步：{title}</source>
        <translation>Step {at} of {count}: {title}</translation>
    </message>
    <message>
        <source>练习，{text}。{words}</source>
        <translation>Practice, {text}. {words}</translation>
    </message>
    <message>
        <source>还没有设上报的服务器</source>
        <translation>No reporting server set yet</translation>
    </message>
    <message>
        <source>向上级要服务器地址</source>
        <translation>Ask the office above for the server address</translation>
    </message>
    <message>
        <source>https 开头；单位自己的证书一起要来</source>
        <translation>It starts with https; ask for their own certificate too</translation>
    </message>
    <message>
        <source>由“管理”账户写进设置</source>
        <translation>Enter it in settings with an administrator account</translation>
    </message>
    <message>
        <source>代理、限速、要不要自动上报也在那里</source>
        <translation>Proxy, speed limit and automatic reporting are there too</translation>
    </message>
    <message>
        <source>回来点“现在上报”</source>
        <translation>Come back and choose “Upload now”</translation>
    </message>
    <message>
        <source>断了会自己接着发，收到回执才算办完</source>
        <translation>Broken transfers resume; it is done when the receipt arrives</translation>
    </message>
    <message>
        <source>去看设置</source>
        <translation>Go to settings</translation>
    </message>
    <message>
        <source>没有设服务器，程序不会自己上网。用U盘一样能报，发的是同样的包。</source>
        <translation>Without a server the program never goes online. A USB stick works as well, with the same bundles.</translation>
    </message>
    <message>
        <source>通过网络上报</source>
        <translation>Report over the network</translation>
    </message>
    <message>
        <source>现在上报</source>
        <translation>Upload now</translation>
    </message>
    <message>
        <source>网络设置</source>
        <translation>Network settings</translation>
    </message>
    <message>
        <source>等着发的和回来的</source>
        <translation>Waiting to go and come back</translation>
    </message>
    <message>
        <source>包</source>
        <translation>Bundle</translation>
    </message>
    <message>
        <source>到哪了</source>
        <translation>Where it is</translation>
    </message>
    <message>
        <source>已加密，发的是和U盘一样的包</source>
        <translation>Encrypted; the same bundles as on a USB stick</translation>
    </message>
    <message>
        <source>没有等着的包。签发的记录会在上报时写进包里，回执到了也列在这里。</source>
        <translation>No bundles waiting. Issued records are put into bundles when you report; receipts are listed here too.</translation>
    </message>
    <message>
        <source>停用账户要写明原因。</source>
        <translation>Disabling an account needs a reason.</translation>
    </message>
    <message>
        <source>自己的账户、最后一个管理账户不能停用。</source>
        <translation>Your own account and the last administration account cannot be disabled.</translation>
    </message>
    <message>
        <source>请写一句，例如：调离。</source>
        <translation>Write a few words, such as: transferred.</translation>
    </message>
    <message>
        <source>请先加一个新的管理账户，换那个账户来做。</source>
        <translation>First add a new administration account, and use that one.</translation>
    </message>
    <message>
        <source>只有“管理”账户可以加账户。</source>
        <translation>Only an “Administration” account can add accounts.</translation>
    </message>
    <message>
        <source>请换管理员来做。</source>
        <translation>Ask an administrator to do it.</translation>
    </message>
    <message>
        <source>{year}年不能按现在的格式做年度报告。</source>
        <translation>There is no yearly report for {year} in the present format.</translation>
    </message>
    <message>
        <source>请写 {first_year} 到 {year} 之间的年份。</source>
        <translation>Choose a year from {first_year} to {year}.</translation>
    </message>
    <message>
        <source>年度报告的格式没有读到。</source>
        <translation>The format of the yearly report could not be read.</translation>
    </message>
    <message>
        <source>请做一次目录检查。</source>
        <translation>Run a catalogue check.</translation>
    </message>
    <message>
        <source>这份公示后来更正过，要归档的是更正后的那一份。</source>
        <translation>This notice was corrected later; the corrected one is to be archived.</translation>
    </message>
    <message>
        <source>请选更正后的公示再归档；原来的登记会写在里面。</source>
        <translation>Choose the corrected notice for the archive; the earlier entries are included in it.</translation>
    </message>
    <message>
        <source>有 {found} 项不能出去：{place}：{text}</source>
        <translation>Findings that keep this from going out: {found}. {place}: {text}</translation>
    </message>
    <message>
        <source>归档包没有写。</source>
        <translation>No archive pack was written.</translation>
    </message>
    <message>
        <source>请发起更正，改好后再归档。</source>
        <translation>Begin a correction, mend it, then archive.</translation>
    </message>
    <message>
        <source>{sequence} 号包已经退出过了。</source>
        <translation>Bundle no. {sequence} was already taken back.</translation>
    </message>
    <message>
        <source>请先退出后来的包；已经发给上级的，请用退回或更正。</source>
        <translation>First take back the later bundles; what has gone to the office above is returned or corrected.</translation>
    </message>
    <message>
        <source>没有收过这个包。</source>
        <translation>This bundle was never taken in.</translation>
    </message>
    <message>
        <source>附件没有改动。</source>
        <translation>The attachment was not changed.</translation>
    </message>
    <message>
        <source>这个文件已经在附件里了（{known}）。</source>
        <translation>This file is already among the attachments ({known}).</translation>
    </message>
    <message>
        <source>这条记录没有这个附件。</source>
        <translation>This record has no such attachment.</translation>
    </message>
    <message>
        <source>“{name}”太大，附件最多 {largest} MB。</source>
        <translation>“{name}” is too large; an attachment can have {largest} MB.</translation>
    </message>
    <message>
        <source>请压缩图片或分成几个文件。</source>
        <translation>Compress the pictures, or split them into several files.</translation>
    </message>
    <message>
        <source>请看一下文件还在不在。</source>
        <translation>Check that the file is still there.</translation>
    </message>
    <message>
        <source>藏文里没有“{strange}”这一项。</source>
        <translation>The Tibetan text has no entry “{strange}”.</translation>
    </message>
    <message>
        <source>请写明是哪个汉文用语。</source>
        <translation>Say which Chinese phrase it is.</translation>
    </message>
    <message>
        <source>用语表没有改动。</source>
        <translation>The phrase list was not changed.</translation>
    </message>
    <message>
        <source>这张照片已经在这里了。</source>
        <translation>This photo is already here.</translation>
    </message>
    <message>
        <source>没有重复添加。</source>
        <translation>It was not added again.</translation>
    </message>
    <message>
        <source>一张公示最多留 {most} 张照片。</source>
        <translation>A notice keeps at most {most} photos.</translation>
    </message>
    <message>
        <source>没有添加。</source>
        <translation>Nothing was added.</translation>
    </message>
    <message>
        <source>请挑看得清的留下。</source>
        <translation>Keep the ones that can be read clearly.</translation>
    </message>
    <message>
        <source>找不到这张照片。</source>
        <translation>This photo was not found.</translation>
    </message>
    <message>
        <source>“{name}”读不出来。</source>
        <translation>“{name}” cannot be read.</translation>
    </message>
    <message>
        <source>请看一下手机或U盘是否插好，再选一次。</source>
        <translation>Check that the phone or the USB stick is plugged in, then choose again.</translation>
    </message>
    <message>
        <source>还没有备份，没有什么可练。</source>
        <translation>There is no backup yet, so there is nothing to practise with.</translation>
    </message>
    <message>
        <source>请先备份一次。</source>
        <translation>Make a backup first.</translation>
    </message>
    <message>
        <source>“{title}”以前没有签发过同样的记录，没有可以比的名单。</source>
        <translation>No earlier record like “{title}” was issued; there is no roster to compare with.</translation>
    </message>
    <message>
        <source>请指明和哪一条记录比。</source>
        <translation>Say which record to compare with.</translation>
    </message>
    <message>
        <source>这份公示{where}没有登记过张贴。</source>
        <translation>This notice has no posting {where} in the register.</translation>
    </message>
    <message>
        <source>什么都没有生成。</source>
        <translation>Nothing was made.</translation>
    </message>
    <message>
        <source>请先登记张贴。</source>
        <translation>Enter the posting first.</translation>
    </message>
    <message>
        <source>这份公示贴在 {boards} 处：{boards2}。</source>
        <translation>This notice hangs in {boards} places: {boards2}.</translation>
    </message>
    <message>
        <source>请说明要哪一处的（--board）。</source>
        <translation>Say which one you want (--board).</translation>
    </message>
    <message>
        <source>“{title}”没有修订 {number}。</source>
        <translation>“{title}” has no revision {number}.</translation>
    </message>
    <message>
        <source>请从列出的修订里选。</source>
        <translation>Choose from the revisions listed.</translation>
    </message>
    <message>
        <source>“{title}”的表单不在本机的目录里，比不出来。</source>
        <translation>The form of “{title}” is not in the catalogue on this computer, so the versions cannot be compared.</translation>
    </message>
    <message>
        <source>两个版本都留着。</source>
        <translation>Both versions are kept.</translation>
    </message>
    <message>
        <source>请先收新的目录包。</source>
        <translation>First take in the new catalogue pack.</translation>
    </message>
    <message>
        <source>只能留本机的（ours）或对方的（theirs）。</source>
        <translation>Only ours or theirs can be kept.</translation>
    </message>
    <message>
        <source>这个冲突已经定过了。</source>
        <translation>This conflict is already decided.</translation>
    </message>
    <message>
        <source>找不到这个冲突。</source>
        <translation>This conflict was not found.</translation>
    </message>
    <message>
        <source>这个版本本机认不全。</source>
        <translation>This computer does not fully know this version.</translation>
    </message>
    <message>
        <source>它原样留着。</source>
        <translation>It is kept as it is.</translation>
    </message>
    <message>
        <source>请更新程序后再看。</source>
        <translation>Update the program and look again.</translation>
    </message>
    <message>
        <source>“{name}”里只有表头，没有事项。</source>
        <translation>“{name}” has a heading only, and no matters.</translation>
    </message>
    <message>
        <source>没有“{said}”这个领域。</source>
        <translation>There is no field “{said}”.</translation>
    </message>
    <message>
        <source>可用的领域：{known}。</source>
        <translation>Fields you can use: {known}.</translation>
    </message>
    <message>
        <source>看不出这张表是哪个领域的。</source>
        <translation>It is unclear which field this table is about.</translation>
    </message>
    <message>
        <source>请写明领域，例如 --field 社会救助。</source>
        <translation>Name the field with --field.</translation>
    </message>
    <message>
        <source>“{name}”的结尾要是“.xlsx”。</source>
        <translation>“{name}” must end in “.xlsx”.</translation>
    </message>
    <message>
        <source>请换一个文件名。</source>
        <translation>Choose another file name.</translation>
    </message>
    <message>
        <source>没有“{field}”这个领域。</source>
        <translation>There is no field “{field}”.</translation>
    </message>
    <message>
        <source>“{folder}”里没有标准目录。</source>
        <translation>“{folder}” holds no standard catalogue.</translation>
    </message>
    <message>
        <source>请指到含有 standards 的文件夹。</source>
        <translation>Point to the folder that contains standards.</translation>
    </message>
    <message>
        <source>本县不列的事项，要写明理由。</source>
        <translation>A matter the county leaves out needs a reason.</translation>
    </message>
    <message>
        <source>请写一句理由，例如“本县没有这项业务”。</source>
        <translation>Write a reason, such as “this county has no such business”.</translation>
    </message>
    <message>
        <source>{codes} 下已经有记录，不能撤销增加。</source>
        <translation>There are records under {codes}; the addition cannot be undone.</translation>
    </message>
    <message>
        <source>不再用的，可以改为“本县不列”。</source>
        <translation>What is no longer used can be changed to “Left out by the county”.</translation>
    </message>
    <message>
        <source>“{out}”里已经有别的东西。</source>
        <translation>There is something else in “{out}” already.</translation>
    </message>
    <message>
        <source>它没有动。</source>
        <translation>It was left as it was.</translation>
    </message>
    <message>
        <source>请给一个空文件夹。</source>
        <translation>Give an empty folder.</translation>
    </message>
    <message>
        <source>刚写好的包没有通过核对。</source>
        <translation>The bundle just written did not pass its check.</translation>
    </message>
    <message>
        <source>“{unit}”这台电脑没有要处理的情况。</source>
        <translation>There is nothing to decide about this computer of “{unit}”.</translation>
    </message>
    <message>
        <source>还没有停用过电脑，没有名单可写。</source>
        <translation>No computer was ever stopped; there is no list to write.</translation>
    </message>
    <message>
        <source>没有登记过这台电脑。</source>
        <translation>This computer is not enrolled.</translation>
    </message>
    <message>
        <source>请从列表里选一台。</source>
        <translation>Choose one from the list.</translation>
    </message>
    <message>
        <source>设备状况要由人处理：{text}这台电脑可能从备份恢复过，或者被复制过。</source>
        <translation>Somebody has to look into a computer: {text} It may have been restored from a backup, or copied.</translation>
    </message>
    <message>
        <source>这个包没有收，原有数据没有动。</source>
        <translation>This bundle was not taken in; the existing data was left as it was.</translation>
    </message>
    <message>
        <source>请打电话问清楚发送单位，再在“同步 · 加入”里的“许可过的电脑”中选怎么处理。</source>
        <translation>Call the sending office, then choose what to do in “Sync · Enrolment” under the computers with a grant.</translation>
    </message>
    <message>
        <source>没有“{strange}”这条退回理由。</source>
        <translation>There is no reason “{strange}” for returning.</translation>
    </message>
    <message>
        <source>请从列出的理由里选，或直接写明。</source>
        <translation>Choose one of the reasons listed, or write your own.</translation>
    </message>
    <message>
        <source>退回要写明理由。</source>
        <translation>Returning needs a reason.</translation>
    </message>
    <message>
        <source>请选一条理由，或写一句话说明为什么。</source>
        <translation>Choose a reason, or write in a sentence why.</translation>
    </message>
    <message>
        <source>理由太长，最多 2000 字。</source>
        <translation>The reason is too long; at most 2,000 characters.</translation>
    </message>
    <message>
        <source>请写短一些。</source>
        <translation>Make it shorter.</translation>
    </message>
    <message>
        <source>“{title}”不是下级报来的。</source>
        <translation>“{title}” was not reported by an office below.</translation>
    </message>
    <message>
        <source>自己单位的，请在审核里退回，或发起更正。</source>
        <translation>Records of your own office are returned in the review, or corrected.</translation>
    </message>
    <message>
        <source>这个文件是给别的单位的。</source>
        <translation>This file is for another office.</translation>
    </message>
    <message>
        <source>原有数据没有动。</source>
        <translation>The existing data was left as it was.</translation>
    </message>
    <message>
        <source>请核对是不是拿错了文件。</source>
        <translation>Check that you have the right file.</translation>
    </message>
    <message>
        <source>没有给“{organisation}”发过加入许可，不知道带给谁。</source>
        <translation>No grant was ever issued to “{organisation}”, so it is unclear for whom this file would be.</translation>
    </message>
    <message>
        <source>请先在“同步”里许可它加入。</source>
        <translation>First grant its enrolment in “Sync”.</translation>
    </message>
    <message>
        <source>照片上没有认出登记申请的二维码。</source>
        <translation>No QR code of an enrolment request was found in the photo.</translation>
    </message>
    <message>
        <source>请对正、靠近、避开反光再拍一张，或改用申请文件。</source>
        <translation>Take another photo straight, close up and without glare, or use the request file.</translation>
    </message>
    <message>
        <source>这里没有程序能看的文件。</source>
        <translation>There is no file here that the program can read.</translation>
    </message>
    <message>
        <source>本机还没有上级的许可，不知道包该发给谁。</source>
        <translation>There is no grant from the office above yet, so it is unclear to whom bundles go.</translation>
    </message>
    <message>
        <source>请先在“同步”里写出加入申请，带到上级，再收下许可。</source>
        <translation>First write an enrolment request in “Sync”, take it to the office above, and take in the grant.</translation>
    </message>
    <message>
        <source>村里没有下级，不收包。</source>
        <translation>A village has no office below it and takes in no bundles.</translation>
    </message>
    <message>
        <source>“{title}”里有不能发出去的内容：{said}</source>
        <translation>“{title}” contains what must not be sent out: {said}</translation>
    </message>
    <message>
        <source>请先更正这条记录，再发。</source>
        <translation>Correct this record first, then send.</translation>
    </message>
    <message>
        <source>{what}要由{words}的账户来做，您现在是“{role_words}”。</source>
        <translation>{what} is for accounts in the role {words}; yours is “{role_words}”.</translation>
    </message>
    <message>
        <source>{what}要写明理由。</source>
        <translation>{what} needs a reason.</translation>
    </message>
    <message>
        <source>请写一句话说明为什么。</source>
        <translation>Write in a sentence why.</translation>
    </message>
    <message>
        <source>请对照台账填{unit}数，约 {figure}。</source>
        <translation>Enter the number of {unit} from the ledger, about {figure}.</translation>
    </message>
    <message>
        <source>还没有选单位在哪里。</source>
        <translation>You have not chosen where the office is.</translation>
    </message>
    <message>
        <source>请按名称查找并选一个。</source>
        <translation>Search by name and choose one.</translation>
    </message>
    <message>
        <source>“{title}”已经{state_words}，没有下一步要审。</source>
        <translation>“{title}” is already in the state “{state_words}”; there is no next step to review.</translation>
    </message>
    <message>
        <source>“{title}”现在是“{state_words}”，不用退回。</source>
        <translation>“{title}” is in the state “{state_words}”; there is nothing to return.</translation>
    </message>
    <message>
        <source>这一步在“{role_words}”手里，由他退回。</source>
        <translation>This step is in the hands of “{role_words}”, who can return it.</translation>
    </message>
    <message>
        <source>这条是您起草的，要由另一位同事来退回。</source>
        <translation>You drafted this one, so another colleague has to return it.</translation>
    </message>
    <message>
        <source>提交以后内容变过，和审核时看到的不一样。</source>
        <translation>The content changed after it was submitted and is not what was reviewed.</translation>
    </message>
    <message>
        <source>请退回起草人，重新提交。</source>
        <translation>Return it to the drafter to be submitted again.</translation>
    </message>
    <message>
        <source>{verb}要写明理由。</source>
        <translation>“{verb}” needs a reason.</translation>
    </message>
    <message>
        <source>有 {found} 项必须改好：{first}{more}</source>
        <translation>Findings that must be mended: {found}. {first}{more}</translation>
    </message>
    <message>
        <source>记录已保存，没有提交。</source>
        <translation>The record is saved but was not submitted.</translation>
    </message>
    <message>
        <source>改好后再提交。</source>
        <translation>Mend it, then submit.</translation>
    </message>
    <message>
        <source>请从账户列表里选一个。</source>
        <translation>Choose one from the list of accounts.</translation>
    </message>
    <message>
        <source>没有写接收人。</source>
        <translation>The person taking over is not given.</translation>
    </message>
    <message>
        <source>没有“{title}”这张卡片。</source>
        <translation>There is no card “{title}”.</translation>
    </message>
    <message>
        <source>请从这几张里选：{title}。</source>
        <translation>Choose one of these: {title}.</translation>
    </message>
    <message>
        <source>CA 文件“{name}”读不出来。</source>
        <translation>The CA file “{name}” cannot be read.</translation>
    </message>
    <message>
        <source>没有“{name}”，或缺少旁边同名的.json文件。</source>
        <translation>“{name}” is missing, or the .json file of the same name beside it.</translation>
    </message>
    <message>
        <source>请指明U盘上那份备份的.db文件。</source>
        <translation>Point to the .db file of the backup on the USB stick.</translation>
    </message>
    <message>
        <source>这份备份已经损坏。</source>
        <translation>This backup is damaged.</translation>
    </message>
    <message>
        <source>请换一份备份。</source>
        <translation>Use another backup.</translation>
    </message>
    <message>
        <source>没有认出“{device}”是哪台电脑。</source>
        <translation>It is unclear which computer “{device}” is.</translation>
    </message>
    <message>
        <source>在册的：{named}。请写括号里的编号。</source>
        <translation>Registered: {named}. Write the id in the brackets.</translation>
    </message>
    <message>
        <source>“{demo}”里没有做完的样例。</source>
        <translation>“{demo}” holds no finished sample.</translation>
    </message>
    <message>
        <source>请先做 mingbai demo，或者不写 --demo。</source>
        <translation>First run mingbai demo, or leave out --demo.</translation>
    </message>
    <message>
        <source>手册要用的画面“{name}”没有找到。</source>
        <translation>The picture “{name}” for the manual was not found.</translation>
    </message>
    <message>
        <source>手册没有生成。</source>
        <translation>The manual was not made.</translation>
    </message>
    <message>
        <source>请用 make manual 重新做一次，它会先画窗口的画面。</source>
        <translation>Make it again with make manual, which draws the window’s pictures first.</translation>
    </message>
    <message>
        <source>目录里没有这些项：{strange}。</source>
        <translation>The catalogue has no such entries: {strange}.</translation>
    </message>
    <message>
        <source>“{name}”跟着记录走，不能单独改。</source>
        <translation>“{name}” follows the record and cannot be changed by itself.</translation>
    </message>
    <message>
        <source>目录没有改动。</source>
        <translation>The catalogue was not changed.</translation>
    </message>
    <message>
        <source>可以选：{choices}。</source>
        <translation>You can choose: {choices}.</translation>
    </message>
    <message>
        <source>“{name}”里有看不见的字符。</source>
        <translation>“{name}” contains invisible characters.</translation>
    </message>
    <message>
        <source>有 {found} 项必须改好才能打印：{said}</source>
        <translation>Findings that must be mended before printing: {found}. {said}</translation>
    </message>
    <message>
        <source>“{name}”的公示不按村分开排：它说的是一件整的事，或者名单里没有村这一列。</source>
        <translation>Notices of “{name}” are not split by village: they speak of one thing as a whole, or the roster has no village column.</translation>
    </message>
    <message>
        <source>请排成一份，每个村都贴这一份。</source>
        <translation>Lay out one sheet; every village posts the same one.</translation>
    </message>
    <message>
        <source>名单还是空的，没有可以按村分开的。</source>
        <translation>The roster is still empty; there is nothing to split by village.</translation>
    </message>
    <message>
        <source>请先导入或填写名单，再按村排公示。</source>
        <translation>First import or fill in the roster, then lay out by village.</translation>
    </message>
    <message>
        <source>名单里没有“{name}”。</source>
        <translation>The roster has no “{name}”.</translation>
    </message>
    <message>
        <source>名单里有：{names}。</source>
        <translation>The roster has: {names}.</translation>
    </message>
    <message>
        <source>“{board}”上没有登记过这份公示。</source>
        <translation>This notice has no entry for “{board}” in the register.</translation>
    </message>
    <message>
        <source>撤下的日期早于张贴的日期。</source>
        <translation>The day of taking down is before the day of posting.</translation>
    </message>
    <message>
        <source>请核对日期。</source>
        <translation>Check the date.</translation>
    </message>
    <message>
        <source>公示栏要有名字。</source>
        <translation>A noticeboard needs a name.</translation>
    </message>
    <message>
        <source>没有改动。</source>
        <translation>Nothing changed.</translation>
    </message>
    <message>
        <source>例如：上滩村公示栏。</source>
        <translation>For example, the village’s name and “noticeboard”.</translation>
    </message>
    <message>
        <source>这份公示是更正以前排的。</source>
        <translation>This notice was laid out before the correction.</translation>
    </message>
    <message>
        <source>请按现在的记录重新排一份再张贴。</source>
        <translation>Lay it out again from the present record, then post.</translation>
    </message>
    <message>
        <source>“{board}”上已经登记过这份公示。</source>
        <translation>This notice is already registered on “{board}”.</translation>
    </message>
    <message>
        <source>纸上印的公示期从 {month}月{day}日开始，{month2}月{day2}日才张贴，公示期就不够了。</source>
        <translation>The printed notice period begins on {day} {month}; posted on {day2} {month2}, it would be too short.</translation>
    </message>
    <message>
        <source>请重新排一份、重新打印，再登记张贴。</source>
        <translation>Lay it out again, print it again, then enter the posting.</translation>
    </message>
    <message>
        <source>纸张只能是 {papers}，写的是“{paper}”。</source>
        <translation>The paper can only be {papers}, but it says “{paper}”.</translation>
    </message>
    <message>
        <source>什么都没有排。</source>
        <translation>Nothing was laid out.</translation>
    </message>
    <message>
        <source>异议的内容没有写。</source>
        <translation>The objection has no text.</translation>
    </message>
    <message>
        <source>收到异议的日期还没有到。</source>
        <translation>The day the objection was received has not come yet.</translation>
    </message>
    <message>
        <source>答复没有写。</source>
        <translation>The answer has no text.</translation>
    </message>
    <message>
        <source>答复的日期早于收到的日期，或还没有到。</source>
        <translation>The day of the answer is before the objection was received, or has not come yet.</translation>
    </message>
    <message>
        <source>请用登记号，例如 3。</source>
        <translation>Use the number in the register, such as 3.</translation>
    </message>
    <message>
        <source>{what}没有“{code}”这一种。</source>
        <translation>{what}: there is no “{code}”.</translation>
    </message>
    <message>
        <source>可以写：{said}。</source>
        <translation>You can write: {said}.</translation>
    </message>
    <message>
        <source>这条是您起草的，要由另一位同事来放行。</source>
        <translation>You drafted this one, so another colleague has to let it through.</translation>
    </message>
    <message>
        <source>放行要由保密审查或签发的账户来做。</source>
        <translation>Letting through is for secrecy review or issue accounts.</translation>
    </message>
    <message>
        <source>“{title}”现在是“{state_words}”，不能再放行。</source>
        <translation>“{title}” is in the state “{state_words}”; nothing can be let through any more.</translation>
    </message>
    <message>
        <source>要改动，请发起更正。</source>
        <translation>To change it, begin a correction.</translation>
    </message>
    <message>
        <source>“{code}”不是可以放行的意见。</source>
        <translation>“{code}” is not a finding that can be let through.</translation>
    </message>
    <message>
        <source>请按意见改好记录。</source>
        <translation>Mend the record as the finding says.</translation>
    </message>
    <message>
        <source>{name}在任何情况下都不能放行{cite}。</source>
        <translation>“{name}” can never be let through{cite}.</translation>
    </message>
    <message>
        <source>同样的问题超过 {most_per_code} 处，不能一处一处放行。</source>
        <translation>There are more than {most_per_code} findings of this kind; they cannot be let through one by one.</translation>
    </message>
    <message>
        <source>请退回起草人，从原表里改好再收进来。</source>
        <translation>Return it to the drafter, who mends the original table and imports it again.</translation>
    </message>
    <message>
        <source>“{place}”这里没有这条意见。</source>
        <translation>There is no such finding at “{place}”.</translation>
    </message>
    <message>
        <source>“{place}”这里有 {here} 处同样的问题，分不清放行的是哪一处。</source>
        <translation>At “{place}” there are {here} findings of the same kind; it is unclear which one is let through.</translation>
    </message>
    <message>
        <source>请起草人先改到只剩一处。</source>
        <translation>First have the drafter mend all but one.</translation>
    </message>
    <message>
        <source>放行要写明理由。</source>
        <translation>Letting through needs a reason.</translation>
    </message>
    <message>
        <source>请用一句话写清为什么可以公布、谁同意的。</source>
        <translation>Write in a sentence why it may be disclosed and who agreed.</translation>
    </message>
    <message>
        <source>“{folder}”里没有签名人名单。</source>
        <translation>“{folder}” holds no list of signers.</translation>
    </message>
    <message>
        <source>请先用 pack init-keys 做一套密钥。</source>
        <translation>First make a set of keys with pack init-keys.</translation>
    </message>
    <message>
        <source>“{folder}”不是空的。</source>
        <translation>“{folder}” is not empty.</translation>
    </message>
    <message>
        <source>里面的东西没有动。</source>
        <translation>What is in it was left as it was.</translation>
    </message>
    <message>
        <source>“{code}”不是行政区划代码。</source>
        <translation>“{code}” is not a division code.</translation>
    </message>
    <message>
        <source>请写六位数的代码，例如 632299。</source>
        <translation>Write a code of six digits, such as 632299.</translation>
    </message>
    <message>
        <source>没有“{unknown}”这个密钥。</source>
        <translation>There is no key “{unknown}”.</translation>
    </message>
    <message>
        <source>可以换的：{paths}。</source>
        <translation>Keys that can be replaced: {paths}.</translation>
    </message>
    <message>
        <source>口令打不开“{name}”。</source>
        <translation>The passphrase does not open “{name}”.</translation>
    </message>
    <message>
        <source>请再试一次口令。</source>
        <translation>Try the passphrase again.</translation>
    </message>
    <message>
        <source>“{name}”不是密钥文件，或打不开。</source>
        <translation>“{name}” is not a key file, or cannot be opened.</translation>
    </message>
    <message>
        <source>请换一个文件。</source>
        <translation>Choose another file.</translation>
    </message>
    <message>
        <source>这个密钥不是这个更新包的签名人。</source>
        <translation>This key is not of a signer of this update pack.</translation>
    </message>
    <message>
        <source>更新包没有改动。</source>
        <translation>The update pack was not changed.</translation>
    </message>
    <message>
        <source>请核对拿的是不是这个单位的密钥。</source>
        <translation>Check that you have the key of this office.</translation>
    </message>
    <message>
        <source>没有“{source}”这个文件夹。</source>
        <translation>There is no folder “{source}”.</translation>
    </message>
    <message>
        <source>更新包里什么都没有。</source>
        <translation>The update pack would be empty.</translation>
    </message>
    <message>
        <source>请指明 --from。</source>
        <translation>Give --from.</translation>
    </message>
    <message>
        <source>目录、表单或日历改了，版本号没有改。</source>
        <translation>Catalogue, forms or calendar changed, but the edition number did not.</translation>
    </message>
    <message>
        <source>请在 standards/edition.yaml 里写新的版本号和改了什么。</source>
        <translation>Write the new edition number and what changed in standards/edition.yaml.</translation>
    </message>
    <message>
        <source>内容有 {found} 处错误：{said}</source>
        <translation>Faults in the content: {found}. {said}</translation>
    </message>
    <message>
        <source>请改好再做。</source>
        <translation>Mend them, then make it.</translation>
    </message>
    <message>
        <source>退不回去：以前的内容{text}</source>
        <translation>There is no going back: the earlier content {text}</translation>
    </message>
    <message>
        <source>这些记录是按现在的内容做的，请先处理它们。</source>
        <translation>These records were made with the present content; deal with them first.</translation>
    </message>
    <message>
        <source>更新包的内容有错，没有收{more}：{place}：{text}</source>
        <translation>The content of the update pack has faults, so it was not taken in{more}: {place}: {text}</translation>
    </message>
    <message>
        <source>请把这句话告诉发包的单位，等他们改好再收。</source>
        <translation>Tell this to the office that issued it, and wait until it is mended.</translation>
    </message>
    <message>
        <source>这是第一次收{publisher}的更新包，要先核对指纹：{fingerprint}。</source>
        <translation>This is the first update pack from {publisher}; check its fingerprint first: {fingerprint}.</translation>
    </message>
    <message>
        <source>请打电话请他们念一遍指纹，一样才收。</source>
        <translation>Call them and have them read the fingerprint out; take it in only if it is the same.</translation>
    </message>
    <message>
        <source>指纹对不上，请不要收它。</source>
        <translation>The fingerprint does not match; do not take it in.</translation>
    </message>
    <message>
        <source>没有可以退回的更新包。</source>
        <translation>There is no update pack to go back from.</translation>
    </message>
    <message>
        <source>有几个单位的更新包在用。</source>
        <translation>Update packs of several offices are in use.</translation>
    </message>
    <message>
        <source>请写明退回谁的：{named}。</source>
        <translation>Say whose to go back from: {named}.</translation>
    </message>
    <message>
        <source>什么都没有查。</source>
        <translation>Nothing was searched.</translation>
    </message>
    <message>
        <source>请换有这个职责的同事来查。</source>
        <translation>Ask a colleague with that role to search.</translation>
    </message>
    <message>
        <source>一个字太少，会找出太多人。</source>
        <translation>One character is too little; it would find too many people.</translation>
    </message>
    <message>
        <source>请至少写姓名的两个字，或身份证号末四位。</source>
        <translation>Write at least two characters of the name, or the last four of the ID number.</translation>
    </message>
    <message>
        <source>{what}要由“{role_words}”的账户来做，您现在是“{role_words2}”。</source>
        <translation>“{what}” is for accounts in the role “{role_words}”; yours is “{role_words2}”.</translation>
    </message>
    <message>
        <source>“{title}”是别的单位报来的，本机只能看。</source>
        <translation>“{title}” was reported by another office; here it can only be read.</translation>
    </message>
    <message>
        <source>要改动，请告诉报送的单位，由他们更正后再报一次。</source>
        <translation>To change it, tell the office that reported it; it corrects the record and reports it again.</translation>
    </message>
    <message>
        <source>“{title}”现在是“{state_words}”，不能改。</source>
        <translation>“{title}” is in the state “{state_words}” and cannot be changed.</translation>
    </message>
    <message>
        <source>审核中的可以先退回；已签发的请发起更正。</source>
        <translation>What is in review can be returned first; what is issued can be corrected.</translation>
    </message>
    <message>
        <source>“{title}”现在是“{state_words}”，签发以后才能{what}。</source>
        <translation>“{title}” is in the state “{state_words}”; “{what}” is possible once it is issued.</translation>
    </message>
    <message>
        <source>可以先预览。</source>
        <translation>You can preview it.</translation>
    </message>
    <message>
        <source>这是练习，里面的人和事都是编出来的，不能发给上级，也不能加入。</source>
        <translation>This is practice: people and matters in it are made up. It cannot be sent to the office above, nor enrolled.</translation>
    </message>
    <message>
        <source>要报送真的记录，请先结束练习，再登录自己的单位。</source>
        <translation>To report real records, end the practice first and sign in to your own office.</translation>
    </message>
    <message>
        <source>这里不是练习。</source>
        <translation>This is not practice.</translation>
    </message>
    <message>
        <source>没有登记。</source>
        <translation>Nothing was entered.</translation>
    </message>
    <message>
        <source>这个文件夹和更新里签过名的程序不一样。</source>
        <translation>This folder is not the program that was signed in the update.</translation>
    </message>
    <message>
        <source>更新没有改动。</source>
        <translation>The update was not changed.</translation>
    </message>
    <message>
        <source>请用做更新时的那个文件夹。</source>
        <translation>Use the folder the update was made from.</translation>
    </message>
    <message>
        <source>这个密钥不是这个更新的签名人。</source>
        <translation>This key is not of a signer of this update.</translation>
    </message>
    <message>
        <source>“{folder}”里没有“{start}”。</source>
        <translation>“{folder}” holds no “{start}”.</translation>
    </message>
    <message>
        <source>请指明打包好的程序文件夹。</source>
        <translation>Point to the packaged program’s folder.</translation>
    </message>
    <message>
        <source>程序文件夹或版本号不能用：{errors}。</source>
        <translation>The program’s folder or version number cannot be used: {errors}.</translation>
    </message>
    <message>
        <source>版本号写成 0.2.0 的样子；文件名要在每种系统上都能用。</source>
        <translation>Write the version like 0.2.0; file names must work on every system.</translation>
    </message>
    <message>
        <source>清单里没有程序本身</source>
        <translation>the list does not name the program itself</translation>
    </message>
    <message>
        <source>待查里没有这一条。</source>
        <translation>There is no such entry in quarantine.</translation>
    </message>
    <message>
        <source>这个包还没有回执。</source>
        <translation>This bundle has no receipt yet.</translation>
    </message>
    <message>
        <source>请等回执到了再打印。</source>
        <translation>Print it when the receipt has arrived.</translation>
    </message>
    <message>
        <source>照片上没有认出回执的二维码。</source>
        <translation>No QR code of a receipt was found in the photo.</translation>
    </message>
    <message>
        <source>请对正、靠近、避开反光再拍一张。</source>
        <translation>Take another photo straight, close up and without glare.</translation>
    </message>
    <message>
        <source>这不是回执上的二维码内容。</source>
        <translation>This is not the content of a receipt’s QR code.</translation>
    </message>
    <message>
        <source>表单“{name}”里没有这些字段：{strange}。</source>
        <translation>The form “{name}” has no such entries: {strange}.</translation>
    </message>
    <message>
        <source>可以填的有：{names}。</source>
        <translation>Entries that can be filled in: {names}.</translation>
    </message>
    <message>
        <source>第二种文字里没有这些项：{strange}。</source>
        <translation>The second script has no such entries: {strange}.</translation>
    </message>
    <message>
        <source>可以写的有：{bilingual_labels}。</source>
        <translation>Entries that can be written: {bilingual_labels}.</translation>
    </message>
    <message>
        <source>“{title}”在您打开以后，又在另一个窗口里改过、存过了。</source>
        <translation>“{title}” was changed and saved in another window after you opened it.</translation>
    </message>
    <message>
        <source>您写的还在屏幕上，那边存下的也在。</source>
        <translation>What you wrote is still on the screen; what was saved there is kept too.</translation>
    </message>
    <message>
        <source>请看过以后再定用哪一份。</source>
        <translation>Look at both, then decide which one to use.</translation>
    </message>
    <message>
        <source>更正后的公示登记在 {month}月{day}日，早于原来那张的张贴日期。</source>
        <translation>The corrected notice is registered on {day} {month}, before the earlier sheet was posted.</translation>
    </message>
    <message>
        <source>没有“{backup}”这个文件。</source>
        <translation>There is no file “{backup}”.</translation>
    </message>
    <message>
        <source>备份在数据目录的“backups”文件夹里，文件名以.db结尾。</source>
        <translation>Backups are in the “backups” folder of the data folder; their names end in .db.</translation>
    </message>
    <message>
        <source>“{name}”旁边缺少同名的.json文件，没有它打不开备份。</source>
        <translation>The .json file of the same name beside “{name}” is missing; the backup cannot be opened without it.</translation>
    </message>
    <message>
        <source>请从原来放备份的地方，把两个文件一起拿过来。</source>
        <translation>Fetch both files from where the backup was kept.</translation>
    </message>
    <message>
        <source>数据文件是完好的，没有什么要救的。</source>
        <translation>The data file is sound; there is nothing to rescue.</translation>
    </message>
    <message>
        <source>可以照常使用。</source>
        <translation>You can work as usual.</translation>
    </message>
    <message>
        <source>这是“{unit}”另一台电脑的备份，不是这份数据的。</source>
        <translation>This is a backup of another computer of “{unit}”, not of this data.</translation>
    </message>
    <message>
        <source>请选这台电脑自己的备份；要看那一份，请另用一个数据目录恢复。</source>
        <translation>Choose a backup of this computer; to see that one, restore it into another data folder.</translation>
    </message>
    <message>
        <source>模板文件“sheets/review.md”读不出来。</source>
        <translation>The template file “sheets/review.md” cannot be read.</translation>
    </message>
    <message>
        <source>审查单没有生成，记录没有改动。</source>
        <translation>No review sheet was made; the record was not changed.</translation>
    </message>
    <message>
        <source>“{name}”这张表单没有名单。</source>
        <translation>The form “{name}” has no roster.</translation>
    </message>
    <message>
        <source>原来的名单没有动。</source>
        <translation>The previous roster was left as it was.</translation>
    </message>
    <message>
        <source>请改好表格再收一次。</source>
        <translation>Mend the table and import it again.</translation>
    </message>
    <message>
        <source>文件里没有“{sheet}”这张表。</source>
        <translation>The file has no sheet “{sheet}”.</translation>
    </message>
    <message>
        <source>有这些：{names}。</source>
        <translation>It has: {names}.</translation>
    </message>
    <message>
        <source>表“{sheet}”里没有找到名单的表头。</source>
        <translation>The sheet “{sheet}” has no roster heading.</translation>
    </message>
    <message>
        <source>请换一张表，或者把列名改成表单的写法。</source>
        <translation>Use another sheet, or name the columns as the form does.</translation>
    </message>
    <message>
        <source>列名对应里有表单没有的列：{strange}。</source>
        <translation>The columns are matched to some the form does not have: {strange}.</translation>
    </message>
    <message>
        <source>可用的有：{names}。</source>
        <translation>You can use: {names}.</translation>
    </message>
    <message>
        <source>PIN 是 {digits} 位数字。</source>
        <translation>A PIN has {digits} digits.</translation>
    </message>
    <message>
        <source>PIN 没有改动。</source>
        <translation>The PIN was not changed.</translation>
    </message>
    <message>
        <source>这个 PIN 太容易猜。</source>
        <translation>This PIN is too easy to guess.</translation>
    </message>
    <message>
        <source>请不要用一样的或连着的数字。</source>
        <translation>Do not use equal or consecutive digits.</translation>
    </message>
    <message>
        <source>目录里没有“{role}”这个公开主体。</source>
        <translation>The catalogue has no disclosing body “{role}”.</translation>
    </message>
    <message>
        <source>已经有“{clean}”了。</source>
        <translation>“{clean}” already exists.</translation>
    </message>
    <message>
        <source>只能是放假（rest）或上班（work）。</source>
        <translation>It can only be a day off (rest) or a working day (work).</translation>
    </message>
    <message>
        <source>请写明是什么日子。</source>
        <translation>Say which day it is.</translation>
    </message>
    <message>
        <source>例如：州庆日放假。</source>
        <translation>For example: day off for the prefecture’s anniversary.</translation>
    </message>
    <message>
        <source>{month}月{day}日全国本来就{usual}，不用加。</source>
        <translation>{day} {month} is {usual} in the whole country anyway; there is no need to add it.</translation>
    </message>
    <message>
        <source>等回执的天数在 1 到 90 之间。</source>
        <translation>The days to wait for a receipt are between 1 and 90.</translation>
    </message>
    <message>
        <source>自动锁定的时间在 1 到 240 分钟之间。</source>
        <translation>The time until locking is between 1 and 240 minutes.</translation>
    </message>
    <message>
        <source>没有“{board}”这块公示栏。</source>
        <translation>There is no noticeboard “{board}”.</translation>
    </message>
    <message>
        <source>“{board}”上还挂着 {hanging} 份公示。</source>
        <translation>“{board}” still has {hanging} notice(s) hanging.</translation>
    </message>
    <message>
        <source>请等撤下以后再改。</source>
        <translation>Change it when they are taken down.</translation>
    </message>
    <message>
        <source>请再选一次。</source>
        <translation>Choose again.</translation>
    </message>
    <message>
        <source>照片上没有认出二维码。</source>
        <translation>No QR code was found in the photo.</translation>
    </message>
    <message>
        <source>请对正、靠近、避开反光再拍一张；也可以用手机扫出文字，粘贴到这里。</source>
        <translation>Take another photo straight, close up and without glare; or scan it with a phone and paste the text here.</translation>
    </message>
    <message>
        <source>这不是本程序公示上的二维码内容。</source>
        <translation>This is not the content of a QR code on a notice of this program.</translation>
    </message>
    <message>
        <source>请把扫出来的文字从头到尾一起粘贴，包括最后一行。</source>
        <translation>Paste the scanned text from beginning to end, including the last line.</translation>
    </message>
    <message>
        <source>模板文件“sheets/{name}.md”读不出来。</source>
        <translation>The template file “sheets/{name}.md” cannot be read.</translation>
    </message>
    <message>
        <source>什么都没有生成，登记没有改动。</source>
        <translation>Nothing was made; the register was not changed.</translation>
    </message>
    <message>
        <source>“{title}”没有更正过，也没有撤回，用不着这份公告。</source>
        <translation>“{title}” was neither corrected nor withdrawn and needs no such announcement.</translation>
    </message>
    <message>
        <source>请先在记录里发起更正或撤回。</source>
        <translation>First begin a correction or a withdrawal in the record.</translation>
    </message>
    <message>
        <source>“{title}”原来没有张贴过，用不着这份公告。</source>
        <translation>“{title}” was never posted and needs no such announcement.</translation>
    </message>
    <message>
        <source>按现在的记录张贴就可以。</source>
        <translation>Posting it from the present record is enough.</translation>
    </message>
    <message>
        <source>还没有设上报的服务器，程序不会自己上网。</source>
        <translation>No server is set for uploading; the program never goes online by itself.</translation>
    </message>
    <message>
        <source>什么都没有发。</source>
        <translation>Nothing was sent.</translation>
    </message>
    <message>
        <source>请管理员在“设置”的“网络上报”里写上服务器地址；没有网络可以用U盘。</source>
        <translation>Have the administrator enter the server’s address under “Upload” in “Settings”; without a network, use a USB stick.</translation>
    </message>
    <message>
        <source>这个文件里附的“定了哪个版本”签名对不上。</source>
        <translation>The signature of a version decision in this file does not match.</translation>
    </message>
    <message>
        <source>新版本 {failed} 没有启动起来，已经回到 {here}；它改过数据的格式，{here} 读不了。</source>
        <translation>The new version {failed} did not start, and the program went back to {here}. The new version had changed the data’s format, which {here} cannot read.</translation>
    </message>
    <message>
        <source>数据没有丢，装更新之前也备份过。</source>
        <translation>No data is lost, and a backup was made before the update.</translation>
    </message>
    <message>
        <source>请恢复“程序更新之前”的那份备份，或者装修好的新版本。</source>
        <translation>Restore the backup made “before a program update”, or install a mended new version.</translation>
    </message>
    <message>
        <source>语言</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>下次打开程序时换过来。公示、回执等文件，以及事项和依据的原文，总是中文。</source>
        <translation>Changes at the next start. Papers such as notices and receipts, and the official text of matters and legal bases, are always Chinese.</translation>
    </message>
    <message>
        <source>新版本 {failed} 没有启动起来，已经回到 {here}。数据没有丢；请告诉发更新的单位。</source>
        <translation>The new version {failed} did not start, and the program went back to {here}. No data is lost; tell the office that issued the update.</translation>
    </message>
    <message>
        <source>“{label}”列：新收加上年结转是{came}，办理总计加结转下年是{went}，两边要相等。</source>
        <translation>Column “{label}”: received and carried over make {came}, handled and carried on make {went}; the two must be equal.</translation>
    </message>
    <message>
        <source>乡镇不能制定规章，这里写的是{value}。</source>
        <translation>A township cannot make rules, but {value} is written here.</translation>
    </message>
    <message>
        <source>“{label}”列：上年结转写的是{ours}，上年年报的结转下年是{theirs}。</source>
        <translation>Column “{label}”: {ours} carried over, but last year’s report carried on {theirs}.</translation>
    </message>
    <message>
        <source>“{label}”：上年现行有效{before}，加本年制发{made}，减本年废止{repealed}，应当是{expected}，写的是{valid}。</source>
        <translation>“{label}”: {before} in force last year plus {made} issued less {repealed} repealed makes {expected}, but {valid} is written.</translation>
    </message>
    <message>
        <source>还有 {left} 格没有填，第一处是{words}。</source>
        <translation>Cells still empty: {left}. The first is {words}.</translation>
    </message>
    <message>
        <source>没有发生的请写 0。</source>
        <translation>Write 0 where there was nothing.</translation>
    </message>
    <message>
        <source>请核对后改正。</source>
        <translation>Check it and correct it.</translation>
    </message>
    <message>
        <source>请对照存折或卡重新输入，并先把这一列设成“文本”。</source>
        <translation>Set the column to “Text” and type it again from the passbook or card.</translation>
    </message>
    <message>
        <source>请写成 2026-09-14 或 2026年9月14日。</source>
        <translation>Write it as 2026-09-14.</translation>
    </message>
    <message>
        <source>请在Excel里把这一列设成“日期”，或者把日期写成文字。</source>
        <translation>Set the column to “Date” in Excel, or write the date as text.</translation>
    </message>
    <message>
        <source>第 {position} 行“{label}”</source>
        <translation>Row {position} “{label}”</translation>
    </message>
    <message>
        <source>{place}里写着“{found}”。</source>
        <translation>{place} says “{found}”.</translation>
    </message>
    <message>
        <source>请核对这一行的人还在不在世，钱是不是该由别人领。</source>
        <translation>Check whether this person is still alive, or someone else should receive the money.</translation>
    </message>
    <message>
        <source>请看一下是不是同一个人登记了两次。</source>
        <translation>Check whether one person was entered twice.</translation>
    </message>
    <message>
        <source>“{shown}”是科学记数法，看不出原来的数。</source>
        <translation>“{shown}” is in scientific notation; the original figure cannot be seen.</translation>
    </message>
    <message>
        <source>“{shown}”不是{kind}。</source>
        <translation>“{shown}” is not right for: {kind}.</translation>
    </message>
    <message>
        <source>“{shown}”的小数超过了{allowed}位。</source>
        <translation>“{shown}” has more than {allowed} decimals.</translation>
    </message>
    <message>
        <source>标题还没有写。</source>
        <translation>There is no title yet.</translation>
    </message>
    <message>
        <source>信息形成日期在今天之后。</source>
        <translation>The date of the information is after today.</translation>
    </message>
    <message>
        <source>{place}还没有填。</source>
        <translation>{place} is still empty.</translation>
    </message>
    <message>
        <source>清空这一栏，程序会按名单来算。</source>
        <translation>Clear the entry and it is reckoned from the roster.</translation>
    </message>
    <message>
        <source>{figures}的大写写成了“{found}”。</source>
        <translation>{figures} is written in words as “{found}”.</translation>
    </message>
    <message>
        <source>应当是“{right}”。</source>
        <translation>It should be “{right}”.</translation>
    </message>
    <message>
        <source>文号写成了“{found}”，年份要用六角括号、序号不加“第”和0。</source>
        <translation>The document number is written “{found}”: the year needs hexagonal brackets, the number no prefix and no leading zero.</translation>
    </message>
    <message>
        <source>请改成“{right}”。</source>
        <translation>Change it to “{right}”.</translation>
    </message>
    <message>
        <source>名单还是空的。</source>
        <translation>The roster is still empty.</translation>
    </message>
    <message>
        <source>请导入Excel表，或者逐行填写。</source>
        <translation>Import an Excel table, or fill it in row by row.</translation>
    </message>
    <message>
        <source>{place}：{text}</source>
        <translation>{place}: {text}</translation>
    </message>
    <message>
        <source>第 {position} 行{text}</source>
        <translation>Row {position}: {text}</translation>
    </message>
    <message>
        <source>请对照原始台账改正。</source>
        <translation>Correct it from the original ledger.</translation>
    </message>
    <message>
        <source>没有它，上级核对不了是不是同一个人。</source>
        <translation>Without it the office above cannot tell whether it is the same person.</translation>
    </message>
    <message>
        <source>请对照卡面再看一遍；老存折账号可以不理会。</source>
        <translation>Compare it with the card; for numbers of old passbooks this can be ignored.</translation>
    </message>
    <message>
        <source>Excel把号码改坏了，后几位已经丢了。</source>
        <translation>Excel spoilt the number; its last digits are lost.</translation>
    </message>
    <message>
        <source>请对照户口簿重新输入，并先把这一列设成“文本”。</source>
        <translation>Set the column to “Text” and type it again from the household register.</translation>
    </message>
    <message>
        <source>同样的问题还有 {count} 处没有列出。</source>
        <translation>More of the same kind, not listed: {count}.</translation>
    </message>
    <message>
        <source>请先改好列出的，再检查一次。</source>
        <translation>Mend those listed first, then check again.</translation>
    </message>
    <message>
        <source>GB/T 9704-2012 第7.2.5条</source>
        <translation>GB/T 9704-2012, 7.2.5</translation>
    </message>
    <message>
        <source>“{found}”的序号前不加“第”，也不补零。</source>
        <translation>The number in “{found}” takes no prefix and no leading zero.</translation>
    </message>
    <message>
        <source>请写成“{right}”。</source>
        <translation>Write it as “{right}”.</translation>
    </message>
    <message>
        <source>文号“{found}”的年份没有用六角括号。</source>
        <translation>The year of document number “{found}” is not in hexagonal brackets.</translation>
    </message>
    <message>
        <source>请对照原文件重新写，例如：财农〔2023〕11号。</source>
        <translation>Write it again from the original document.</translation>
    </message>
    <message>
        <source>文号里的年份是{written}年，比落款的{year}年还晚。</source>
        <translation>The document number says {written}, later than the signature of {year}.</translation>
    </message>
    <message>
        <source>文号里的年份“{written}”不对。</source>
        <translation>The year “{written}” in the document number is wrong.</translation>
    </message>
    <message>
        <source>请对照原文件核对年份。</source>
        <translation>Check the year in the original document.</translation>
    </message>
    <message>
        <source>照片里带着拍摄地点的经纬度。</source>
        <translation>The photo holds the coordinates of where it was taken.</translation>
    </message>
    <message>
        <source>发出去以前请去掉照片的拍摄信息。</source>
        <translation>Remove the photo data before you hand it out.</translation>
    </message>
    <message>
        <source>个人信息保护法第6条</source>
        <translation>Personal Information Protection Law, Art. 6</translation>
    </message>
    <message>
        <source>请看一遍，不需要的请删去后再发。</source>
        <translation>Look through it and delete what is not needed before you send it.</translation>
    </message>
    <message>
        <source>写到村、组或社区为止，不写门牌、楼栋、单元、室号。</source>
        <translation>Stop at the village, group or community: no house, block, entrance or room number.</translation>
    </message>
    <message>
        <source>确有需要时只写年份，请删去月和日。</source>
        <translation>If it is needed at all, give only the year; delete month and day.</translation>
    </message>
    <message>
        <source>住处的门牌</source>
        <translation>the house number of a home</translation>
    </message>
    <message>
        <source>完整的出生日期</source>
        <translation>a full date of birth</translation>
    </message>
    <message>
        <source>请改引{successor}。</source>
        <translation>Quote {successor} instead.</translation>
    </message>
    <message>
        <source>请核对现行的依据。</source>
        <translation>Check what is in force now.</translation>
    </message>
    <message>
        <source>《{name}》从{day}起已经废止。</source>
        <translation>“{name}” was repealed on {day}.</translation>
    </message>
    <message>
        <source>《{law}》第{article}条现在说的是别的事，原来的内容在{now}。</source>
        <translation>Article {article} of “{law}” is about something else now; the old content stands in {now}.</translation>
    </message>
    <message>
        <source>请核对后改引{now}。</source>
        <translation>Check it and quote {now} instead.</translation>
    </message>
    <message>
        <source>{named}已经有后续文件。</source>
        <translation>{named} has been followed by a newer document.</translation>
    </message>
    <message>
        <source>请核对，现行的大概是{successor}。</source>
        <translation>Check it; {successor} is probably in force now.</translation>
    </message>
    <message>
        <source>公开依据表</source>
        <translation>Table of legal bases</translation>
    </message>
    <message>
        <source>保守国家秘密法第48条、第57条</source>
        <translation>State Secrets Law, Art. 48, 57</translation>
    </message>
    <message>
        <source>政府信息公开条例第16条</source>
        <translation>Regulation on Government Information, Art. 16</translation>
    </message>
    <message>
        <source>请不要张贴，也不要发到网上；请单位的保密审查员看。</source>
        <translation>Do not post it or put it online; let the secrecy reviewer of your office look at it.</translation>
    </message>
    <message>
        <source>有密级标志“{text}”。</source>
        <translation>There is a secrecy mark “{text}”.</translation>
    </message>
    <message>
        <source>写着“{mark}”，是不往外发的文件。</source>
        <translation>It says “{mark}”: this document is not to be handed out.</translation>
    </message>
    <message>
        <source>写着“{draft}”，还没有定稿。</source>
        <translation>It says “{draft}”: it is not final yet.</translation>
    </message>
    <message>
        <source>定稿并审核以后再张贴。</source>
        <translation>Post it once it is final and reviewed.</translation>
    </message>
    <message>
        <source>标题是“{named}”，像是报给上级的内部公文。</source>
        <translation>The title is “{named}”, as of an internal paper for the office above.</translation>
    </message>
    <message>
        <source>“{ending}”是报给上级的用语，这像是内部公文。</source>
        <translation>“{ending}” is said to an office above; this looks like an internal paper.</translation>
    </message>
    <message>
        <source>第7至14位是出生日期，请遮住；通常留前六位和后四位。</source>
        <translation>Digits 7 to 14 are the date of birth: mask them. Usually the first six and last four stay.</translation>
    </message>
    <message>
        <source>请让同一个人在各份材料里用同一种遮法（前六位、后四位）。</source>
        <translation>Mask one person in the same way everywhere (first six and last four stay).</translation>
    </message>
    <message>
        <source>遮得不够的身份证号，看得出出生日期</source>
        <translation>an ID number masked too little: it shows the date of birth</translation>
    </message>
    <message>
        <source>{place}遮过的号码，和{shown}的另一处遮法不同，合起来能看出号码。</source>
        <translation>The number masked in {place} is masked otherwise elsewhere for {shown}; together they give it away.</translation>
    </message>
    <message>
        <source>个人信息保护法第28条、第31条；未成年人保护法第4条</source>
        <translation>Personal Information Protection Law, Art. 28, 31; Law on Minors, Art. 4</translation>
    </message>
    <message>
        <source>请改写监护人或户主；法律要求写的只写“姓某”；或只公布人数和总金额。</source>
        <translation>Name the guardian or head of household, only the surname where the law wants a name, or only totals.</translation>
    </message>
    <message>
        <source>未成年人的姓名</source>
        <translation>the name of a minor</translation>
    </message>
    <message>
        <source>请重新输入这个字；打不出来的可以从户籍系统里复制。</source>
        <translation>Type it again; if you cannot, copy it from the household registration system.</translation>
    </message>
    <message>
        <source>请对照户口簿重新输入这个字。</source>
        <translation>Type it again from the household register.</translation>
    </message>
    <message>
        <source>印好后请看一遍这个名字。</source>
        <translation>Look at this name once it is printed.</translation>
    </message>
    <message>
        <source>姓名有{text}个字，比这一列能放下的长。</source>
        <translation>The name has {text} characters, more than the column holds.</translation>
    </message>
    <message>
        <source>请看一下是不是填错了列；真有这么长的，把这一列加宽。</source>
        <translation>Check whether it stands in the wrong column; if the name is that long, widen the column.</translation>
    </message>
    <message>
        <source>姓名“{name}”里的点不是间隔号。</source>
        <translation>The dot in the name “{name}” is not the proper separator.</translation>
    </message>
    <message>
        <source>公示、公告应当写明起止日期（民法典第201条、第203条）</source>
        <translation>A notice names its first and last day (Civil Code, Art. 201, 203)</translation>
    </message>
    <message>
        <source>政府信息公开条例第46条、第51条</source>
        <translation>Regulation on Government Information, Art. 46, 51</translation>
    </message>
    <message>
        <source>GB/T 9704-2012 第7.3.5条</source>
        <translation>GB/T 9704-2012, 7.3.5</translation>
    </message>
    <message>
        <source>请写明从哪天到哪天、共几天，是自然日还是工作日。</source>
        <translation>Say from which day to which, how many, and whether working or calendar days.</translation>
    </message>
    <message>
        <source>没有写公示的起止时间。</source>
        <translation>The period of the notice is missing.</translation>
    </message>
    <message>
        <source>请写上受理单位和电话，例如：监督电话：0974-8500000。</source>
        <translation>Give the receiving office and its telephone.</translation>
    </message>
    <message>
        <source>没有写有异议时打哪个电话。</source>
        <translation>There is no telephone for objections.</translation>
    </message>
    <message>
        <source>请在末尾写上发布单位的全称。</source>
        <translation>Put the full name of the issuing office at the end.</translation>
    </message>
    <message>
        <source>没有看到署名。</source>
        <translation>No signature was found.</translation>
    </message>
    <message>
        <source>请在署名下面写上日期，例如：2026年9月16日。</source>
        <translation>Put the date below the signature.</translation>
    </message>
    <message>
        <source>没有看到落款日期。</source>
        <translation>No date of signature was found.</translation>
    </message>
    <message>
        <source>请写明根据哪个文件或哪次会议。</source>
        <translation>Say which document or meeting it rests on.</translation>
    </message>
    <message>
        <source>没有写依据。</source>
        <translation>It does not say what it rests on.</translation>
    </message>
    <message>
        <source>政务公开的公示应当写明依据</source>
        <translation>A public notice says what it rests on</translation>
    </message>
    <message>
        <source>姓名旁边的{part}“{word}”</source>
        <translation>{part} “{word}” beside a name</translation>
    </message>
    <message>
        <source>病情</source>
        <translation>an illness</translation>
    </message>
    <message>
        <source>残疾情况</source>
        <translation>a disability</translation>
    </message>
    <message>
        <source>每个人的{what}</source>
        <translation>{what} for each person</translation>
    </message>
    <message>
        <source>请删去；上级要核对的号码留在不张贴的底册里。</source>
        <translation>Delete it; numbers for checking by the office above stay in the copy that is not posted.</translation>
    </message>
    <message>
        <source>尾号 {tail}</source>
        <translation>ends in {tail}</translation>
    </message>
    <message>
        <source>电话号码编号计划：固定电话7位或8位，手机11位</source>
        <translation>Numbering plan: landlines 7 or 8 digits, mobiles 11</translation>
    </message>
    <message>
        <source>请打一遍核对后再写。</source>
        <translation>Ring it to check before you write it.</translation>
    </message>
    <message>
        <source>请填好，或者删去。</source>
        <translation>Fill it in, or delete it.</translation>
    </message>
    <message>
        <source>“{around}”还没有填好。</source>
        <translation>“{around}” is not filled in yet.</translation>
    </message>
    <message>
        <source>内容完整</source>
        <translation>Completeness</translation>
    </message>
    <message>
        <source>行政区划代码表</source>
        <translation>Table of divisions</translation>
    </message>
    <message>
        <source>是不是“{right}”？请核对。</source>
        <translation>Is it “{right}”? Check it.</translation>
    </message>
    <message>
        <source>请对照行政区划核对；撤并过的请用现在的名称。</source>
        <translation>Check it with the table of divisions; use the present name of merged ones.</translation>
    </message>
    <message>
        <source>行政区划里没有“{name}”。</source>
        <translation>“{name}” is no division.</translation>
    </message>
    <message>
        <source>个人信息保护法第6条、第25条</source>
        <translation>Personal Information Protection Law, Art. 6, 25</translation>
    </message>
    <message>
        <source>个人信息保护法第28条</source>
        <translation>Personal Information Protection Law, Art. 28</translation>
    </message>
    <message>
        <source>（{detail}）</source>
        <translation> ({detail})</translation>
    </message>
    <message>
        <source>{where}有{what}{detail}。</source>
        <translation>In {where}: {what}{detail}.</translation>
    </message>
    <message>
        <source>“{column}”这一列</source>
        <translation>column “{column}”: </translation>
    </message>
    <message>
        <source>党政机关公文处理工作条例第9条；GB/T 9704-2012</source>
        <translation>Regulations on Official Documents, Art. 9; GB/T 9704-2012</translation>
    </message>
    <message>
        <source>请加上标题，例如“关于……的公示”。</source>
        <translation>Add a title.</translation>
    </message>
    <message>
        <source>像是从网页上抄下来的，标题可能没有抄到。贴出来的那份{advice}</source>
        <translation>This looks copied from a web page, perhaps without its title. For the sheet to be posted: {advice}</translation>
    </message>
    <message>
        <source>没有看到标题。</source>
        <translation>No title was found.</translation>
    </message>
    <message>
        <source>请统一成一种：征求意见、接受监督的用“公示”，宣布事项的用“公告”。这里大概应当是“{named}”。</source>
        <translation>Use one word throughout; here probably “{named}”.</translation>
    </message>
    <message>
        <source>请对照会议记录，看是哪一个数写错了。</source>
        <translation>Compare with the minutes: which figure is wrong?</translation>
    </message>
    <message>
        <source>、没有到的{away}人</source>
        <translation>, absent {away}</translation>
    </message>
    <message>
        <source>应到{expected}人，写的是实到{came}人{more}，对不上。</source>
        <translation>Expected {expected}, came {came}{more}: these do not agree.</translation>
    </message>
    <message>
        <source>表决的票数{said}加起来是{total}，实到的是{came}人。</source>
        <translation>The votes {said} add up to {total}, but {came} came.</translation>
    </message>
    <message>
        <source>“{heading}”写的是{told}，上一行结余加收入减支出应当是{expected}。</source>
        <translation>“{heading}” says {told}; the balance above plus income less expense makes {expected}.</translation>
    </message>
    <message>
        <source>请从这一行起把结余重新算一遍。</source>
        <translation>Reckon the balance again from this row on.</translation>
    </message>
    <message>
        <source>上期结余加收入减支出应当是{shown}，写的是“{written}”。</source>
        <translation>Last balance plus income less expense makes {shown}, but “{written}” is written.</translation>
    </message>
    <message>
        <source>请核对结余、收入和支出，哪一个写错了。</source>
        <translation>Check balance, income and expense: which is wrong?</translation>
    </message>
    <message>
        <source>支付结算办法 附一 正确填写票据和结算凭证的基本规定</source>
        <translation>Payment and Settlement Measures, Annex 1</translation>
    </message>
    <message>
        <source>{written}的大写写成了“{words}”，应当是“{right}”。</source>
        <translation>{written} is written in words as “{words}”; it should be “{right}”.</translation>
    </message>
    <message>
        <source>请核对小写和大写哪一个对，改成一致。</source>
        <translation>Check whether the figure or the words are right and make them agree.</translation>
    </message>
    <message>
        <source>请核对名单，看是漏了人、多了人，还是总数写错了。</source>
        <translation>Check the roster: is somebody missing or too many, or is the total wrong?</translation>
    </message>
    <message>
        <source>请核对列出的名称和个数。</source>
        <translation>Check the names and their number.</translation>
    </message>
    <message>
        <source>前面列了{names}个人，写的是“{match}”。</source>
        <translation>{names} persons are listed, but it says “{match}”.</translation>
    </message>
    <message>
        <source>请核对列出的姓名和人数。</source>
        <translation>Check the names and the number of persons.</translation>
    </message>
    <message>
        <source>写的是“{written}”，{place}的名单里有{rows}行。</source>
        <translation>It says “{written}”, but the roster in {place} has {rows} row(s).</translation>
    </message>
    <message>
        <source>写的是“{written}”，{place}里数出来是{said}。</source>
        <translation>It says “{written}”, but the count in {place} is {said}.</translation>
    </message>
    <message>
        <source>请核对列出的名称和个数，看是漏了、多了，还是总数写错了。</source>
        <translation>Check the names and their number: is one missing or too many, or is the total wrong?</translation>
    </message>
    <message>
        <source>写的是“{written}”，列出来的有{listed}个。</source>
        <translation>It says “{written}”, but {listed} are listed.</translation>
    </message>
    <message>
        <source>请核对表里的行数和总数，看是漏列、多列，还是总数写错了。</source>
        <translation>Check the rows of the table and the total: is one missing or too many, or is the total wrong?</translation>
    </message>
    <message>
        <source>一年没有{month}月</source>
        <translation>there is no month {month}</translation>
    </message>
    <message>
        <source>日期“{written}”不存在：{why}。</source>
        <translation>The date “{written}” does not exist: {why}.</translation>
    </message>
    <message>
        <source>请按原件改正这个日期。</source>
        <translation>Correct the date from the original.</translation>
    </message>
    <message>
        <source>请核对这三个数，哪一个写错了。</source>
        <translation>Check the three figures: which is wrong?</translation>
    </message>
    <message>
        <source>请核对年份。</source>
        <translation>Check the year.</translation>
    </message>
    <message>
        <source>公示期在{year}年，署名日期却是“{written}”。</source>
        <translation>The notice period is in {year}, but the signature is dated “{written}”.</translation>
    </message>
    <message>
        <source>标题说的是{title}年，公示期却在{year}年。</source>
        <translation>The title speaks of {title}, but the notice period is in {year}.</translation>
    </message>
    <message>
        <source>标题说的是{title}年，署名日期却是“{written}”。</source>
        <translation>The title speaks of {title}, but the signature is dated “{written}”.</translation>
    </message>
    <message>
        <source>“{written}”长达{year}年，不像是真的。</source>
        <translation>“{written}” lasts {year} years, which does not look right.</translation>
    </message>
    <message>
        <source>从开始那天算起是{inclusive}{unit}</source>
        <translation> makes {inclusive} {unit} with its first day</translation>
    </message>
    <message>
        <source>，从第二天算起是{exclusive}{unit}</source>
        <translation>, {exclusive} {unit} without it</translation>
    </message>
    <message>
        <source>请改天数或改起止日期，两处要对得上。</source>
        <translation>Change the number of days or the dates so that both agree.</translation>
    </message>
    <message>
        <source>按工作日数正好是{working}天；如果指的是工作日，请写明“工作日”。</source>
        <translation>Counted in working days it is exactly {working}; if those are meant, say so.</translation>
    </message>
    <message>
        <source>这个天数是按自然日数的，放假日也算了进去；请延长公示，或改写成自然日。</source>
        <translation>These are calendar days with holidays counted in: extend the notice, or write calendar days.</translation>
    </message>
    <message>
        <source>公示最后一天{words}是{day}，不是工作日。</source>
        <translation>The last day of the notice, {words}, is {day}: not a working day.</translation>
    </message>
    <message>
        <source>最后一天是放假日的顺延，公示应当到{words}为止。</source>
        <translation>A last day on a holiday moves on: the notice should end on {words}.</translation>
    </message>
    <message>
        <source>“{written}”把开始那天算进去也只有{days}{unit}</source>
        <translation>“{written}” has only {days} {unit} even with its first day</translation>
    </message>
    <message>
        <source>写的是{written}</source>
        <translation>It says {written}</translation>
    </message>
    <message>
        <source>{told}，{name}要{words}以上。</source>
        <translation>{told}; {name} needs at least {words}.</translation>
    </message>
    <message>
        <source>请把公示延长到{words}以上；本地另有规定的，按本地的办。（出处：{mark}）</source>
        <translation>Extend the notice to at least {words}, unless local rules say otherwise. (Source: {mark})</translation>
    </message>
    <message>
        <source>{nearest}个月</source>
        <translation> for {nearest} months</translation>
    </message>
    <message>
        <source>请核对人数、标准和金额，哪一个写错了。</source>
        <translation>Check persons, rate and amount: which is wrong?</translation>
    </message>
    <message>
        <source>请核对面积（数量）、标准和金额，哪一个写错了。</source>
        <translation>Check area or quantity, rate and amount: which is wrong?</translation>
    </message>
    <message>
        <source>“{heading}”写的是{told}，{base} × {rate} 应当是{plain}。</source>
        <translation>“{heading}” says {told}; {base} × {rate} makes {plain}.</translation>
    </message>
    <message>
        <source>请核对开始和结束的日期，是不是写反了，或者写错了月份、年份。</source>
        <translation>Check first and last date: are they swapped, or is a month or year wrong?</translation>
    </message>
    <message>
        <source>“{written}”的结束早于开始。</source>
        <translation>“{written}” ends before it begins.</translation>
    </message>
    <message>
        <source>“{heading}”写的是{told}，按“{plus}{minus}”应当是{expected}。</source>
        <translation>“{heading}” says {told}; “{plus}{minus}” makes {expected}.</translation>
    </message>
    <message>
        <source>请核对这一行，看是分项写错了，还是合计写错了。</source>
        <translation>Check this row: is a part wrong, or the total?</translation>
    </message>
    <message>
        <source>请核对这一行的三个数，哪一个写错了。</source>
        <translation>Check the three figures of this row: which is wrong?</translation>
    </message>
    <message>
        <source>请核对这一行的数和占比，哪一个写错了。</source>
        <translation>Check figure and share of this row: which is wrong?</translation>
    </message>
    <message>
        <source>请按公布的占比把成绩重新算一遍。</source>
        <translation>Reckon the marks again by the published shares.</translation>
    </message>
    <message>
        <source>署名日期是“{written}”，公示却从{month}月{day}日开始，签在了张贴之后。</source>
        <translation>Signed “{written}”, but the notice begins on {day}/{month}: it was signed after it was posted.</translation>
    </message>
    <message>
        <source>请核对署名日期和公示的起止日期；公示应当在签发之后开始。</source>
        <translation>Check the date of signature and of the notice; a notice begins after it is issued.</translation>
    </message>
    <message>
        <source>请把这一栏重新加一遍，看是某一行写错了，还是合计写错了。</source>
        <translation>Add the column up again: is a row wrong, or the total?</translation>
    </message>
    <message>
        <source>相差很小，多半是各行四舍五入积下来的；</source>
        <translation>The difference is small, most likely from rounding.</translation>
    </message>
    <message>
        <source>请把分项重新加一遍，看是分项写错了，还是总数写错了。</source>
        <translation>Add the parts up again: is a part wrong, or the total?</translation>
    </message>
    <message>
        <source>{written}{part}加起来是{added}，写的是“{written2}”。</source>
        <translation>{written}{part} add up to {added}, but “{written2}” is written.</translation>
    </message>
    <message>
        <source>请把各部分重新加一遍，看是某一部分写错了，还是总数写错了。</source>
        <translation>Add the sections up again: is a section wrong, or the total?</translation>
    </message>
    <message>
        <source>各部分加起来是{right}，写的是“{written}”。</source>
        <translation>The sections add up to {right}, but “{written}” is written.</translation>
    </message>
    <message>
        <source>正文写的是“{written}”，{place}里“{heading}”合计是{plain}{unit}。</source>
        <translation>The text says “{written}”; “{heading}” in {place} totals {plain} {unit}.</translation>
    </message>
    <message>
        <source>请核对正文和表里的合计，改成一致。</source>
        <translation>Check text and table and make them agree.</translation>
    </message>
    <message>
        <source>1公顷是15亩，1万元是10000元；请重新换算。</source>
        <translation>1 ha is 15 mu; convert it again.</translation>
    </message>
    <message>
        <source>请重新输入这个字；输入法打不出来的，可以从户籍系统里复制。</source>
        <translation>Type the character again; if you cannot, copy it from the household registration system.</translation>
    </message>
    <message>
        <source>请在区号前补上0，并先把这一列设成“文本”。</source>
        <translation>Set the column to “Text” and put the 0 before the area code again.</translation>
    </message>
    <message>
        <source>青海的座机在区号后面是7位，这里是{number}位。</source>
        <translation>A landline in Qinghai has 7 digits after the area code; this one has {number}.</translation>
    </message>
    <message>
        <source>座机在区号后面是7位或8位，这里是{number}位。</source>
        <translation>A landline has 7 or 8 digits after the area code; this one has {number}.</translation>
    </message>
    <message>
        <source>请删去；上级要核对的号码填在名单里不张贴的那一列。</source>
        <translation>Delete it; numbers for the office above belong into the roster column that is not posted.</translation>
    </message>
    <message>
        <source>身份证号</source>
        <translation>ID number</translation>
    </message>
    <message>
        <source>残疾人证号</source>
        <translation>Disability card number</translation>
    </message>
    <message>
        <source>银行卡号</source>
        <translation>Bank card number</translation>
    </message>
    <message>
        <source>银行账号</source>
        <translation>Bank account</translation>
    </message>
    <message>
        <source>手机号</source>
        <translation>Mobile number</translation>
    </message>
    <message>
        <source>请删去，或换成单位的座机。</source>
        <translation>Delete it, or give the landline of the office.</translation>
    </message>
    <message>
        <source>只遮了后几位的身份证号，出生日期还看得出</source>
        <translation>an ID number masked only at its end: the date of birth still shows</translation>
    </message>
    <message>
        <source>请整个删去。</source>
        <translation>Delete the whole of it.</translation>
    </message>
    <message>
        <source>单位账号</source>
        <translation>an organisation’s account</translation>
    </message>
    <message>
        <source>请看一下是不是需要公开。</source>
        <translation>Check whether it needs to be published.</translation>
    </message>
    <message>
        <source>证件号</source>
        <translation>a document number</translation>
    </message>
    <message>
        <source>请删去。</source>
        <translation>Delete it.</translation>
    </message>
    <message>
        <source>车牌号</source>
        <translation>Number plate</translation>
    </message>
    <message>
        <source>如果是个人的车，请删去。</source>
        <translation>Delete it if it is a private vehicle.</translation>
    </message>
    <message>
        <source>{place}是手机号。</source>
        <translation>{place} is a mobile number.</translation>
    </message>
    <message>
        <source>请换成单位的座机；确需公布办公手机的，由单位决定。</source>
        <translation>Give the landline of the office; whether an office mobile must be published is for the office to decide.</translation>
    </message>
    <message>
        <source>附件“{name}”</source>
        <translation>Attachment “{name}”</translation>
    </message>
    <message>
        <source>{place}这一项不收。</source>
        <translation>{place} is not collected.</translation>
    </message>
    <message>
        <source>请清空。</source>
        <translation>Clear it.</translation>
    </message>
    <message>
        <source>{place}写到了门牌。</source>
        <translation>{place} goes down to the house number.</translation>
    </message>
    <message>
        <source>写到村、组或社区为止。</source>
        <translation>Stop at the village, group or community.</translation>
    </message>
    <message>
        <source>第 {position} 行是未成年人，姓名不能张贴。</source>
        <translation>Row {position} is a minor, whose name may not be posted.</translation>
    </message>
    <message>
        <source>请改填监护人或户主；法律要求写的只写“姓某”。</source>
        <translation>Enter the guardian or head of household; only the surname where the law wants a name.</translation>
    </message>
    <message>
        <source>可以公布：{instead}。</source>
        <translation>You can publish: {instead}.</translation>
    </message>
    <message>
        <source>请只公布总数。</source>
        <translation>Publish only the totals.</translation>
    </message>
    <message>
        <source>“{name}”的名单不能张贴。{why}</source>
        <translation>The roster of “{name}” may not be posted. {why}</translation>
    </message>
    <message>
        <source>{place}里有{name}{tail}。</source>
        <translation>In {place}: {name}{tail}.</translation>
    </message>
    <message>
        <source>是未成年人</source>
        <translation>a minority of age</translation>
    </message>
    <message>
        <source>{place}里“{word}”和姓名写在一起，会让人知道{what}。</source>
        <translation>“{word}” in {place} stands beside a name and tells of {what}.</translation>
    </message>
    <message>
        <source>建议删去；要保留，请写明理由，由第二人同意。</source>
        <translation>Better delete it; to keep it, give a reason and let a second person agree.</translation>
    </message>
    <message>
        <source>请重新选一条：{listed}。</source>
        <translation>Choose again: {listed}.</translation>
    </message>
    <message>
        <source>请选一条理由，写明依据《政府信息公开条例》{cites}。</source>
        <translation>Choose a reason and name the article of the Regulation it rests on: {cites}.</translation>
    </message>
    <message>
        <source>{usually}选了{chosen}，还没有写理由。</source>
        <translation>{usually}“{chosen}” was chosen without a reason.</translation>
    </message>
    <message>
        <source>{chosen}的理由没有选是条例的哪一条。</source>
        <translation>For “{chosen}” the article of the Regulation is not chosen.</translation>
    </message>
    <message>
        <source>请从列出的理由里选一条，再补充说明。</source>
        <translation>Choose one of the reasons listed, then explain.</translation>
    </message>
    <message>
        <source>星期一</source>
        <translation>Monday</translation>
    </message>
    <message>
        <source>星期二</source>
        <translation>Tuesday</translation>
    </message>
    <message>
        <source>星期三</source>
        <translation>Wednesday</translation>
    </message>
    <message>
        <source>星期四</source>
        <translation>Thursday</translation>
    </message>
    <message>
        <source>星期五</source>
        <translation>Friday</translation>
    </message>
    <message>
        <source>星期六</source>
        <translation>Saturday</translation>
    </message>
    <message>
        <source>星期日</source>
        <translation>Sunday</translation>
    </message>
    <message>
        <source>明白 {version}&#x3000;{year}年{month:02}月{day:02}日 {clock}</source>
        <translation>Mingbai {version}  {year}-{month:02}-{day:02} {clock}</translation>
    </message>
    <message>
        <source>退出一个包</source>
        <translation>Taking back a bundle</translation>
    </message>
    <message>
        <source>退出</source>
        <translation>Taking back</translation>
    </message>
    <message>
        <source>加附件</source>
        <translation>Adding attachments</translation>
    </message>
    <message>
        <source>写记录</source>
        <translation>Writing records</translation>
    </message>
    <message>
        <source>{cite}：{name}</source>
        <translation>{cite}: {name}</translation>
    </message>
    <message>
        <source>定冲突</source>
        <translation>Deciding conflicts</translation>
    </message>
    <message>
        <source>继续填写</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>查看</source>
        <translation>View</translation>
    </message>
    <message>
        <source>{title} 期满</source>
        <translation>End of period: {title}</translation>
    </message>
    <message>
        <source>写本期的</source>
        <translation>Write this one</translation>
    </message>
    <message>
        <source>看事项</source>
        <translation>See the matter</translation>
    </message>
    <message>
        <source>已撤回，要取下</source>
        <translation>Withdrawn: take it down</translation>
    </message>
    <message>
        <source>已更正，要换新的</source>
        <translation>Corrected: replace it</translation>
    </message>
    <message>
        <source>去张贴</source>
        <translation>Post</translation>
    </message>
    <message>
        <source>去修改</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>等您{step}</source>
        <translation>Waits for you: {step}</translation>
    </message>
    <message>
        <source>等张贴</source>
        <translation>To be posted</translation>
    </message>
    <message>
        <source>看一看</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>{days} 天没有回执</source>
        <translation>Days without receipt: {days}</translation>
    </message>
    <message>
        <source>等县里回执</source>
        <translation>Waiting for the county’s receipt</translation>
    </message>
    <message>
        <source>冲突，等您定</source>
        <translation>Conflict to decide</translation>
    </message>
    <message>
        <source>待查，等您看</source>
        <translation>Quarantine to look at</translation>
    </message>
    <message>
        <source>去定</source>
        <translation>Decide</translation>
    </message>
    <message>
        <source>今天 24 时前</source>
        <translation>Today, by midnight</translation>
    </message>
    <message>
        <source>未导出</source>
        <translation>Not exported</translation>
    </message>
    <message>
        <source>已导出待回执</source>
        <translation>Exported, no receipt</translation>
    </message>
    <message>
        <source>乡已收</source>
        <translation>At the township</translation>
    </message>
    <message>
        <source>县已收</source>
        <translation>At the county</translation>
    </message>
    <message>
        <source>被退回</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>放假安排只到 {last}年</source>
        <translation>The holiday calendar ends with {last}</translation>
    </message>
    <message>
        <source>{last}年的工作日还算不出来，请收县里发的日历包</source>
        <translation>Working days of {last} cannot be counted yet; take in the county’s calendar pack</translation>
    </message>
    <message>
        <source>去同步</source>
        <translation>Open Sync</translation>
    </message>
    <message>
        <source>报送给</source>
        <translation>sending to</translation>
    </message>
    <message>
        <source>接收</source>
        <translation>receiving from</translation>
    </message>
    <message>
        <source>{what}{unit}的许可快到期</source>
        <translation>The grant for {what} {unit} ends soon</translation>
    </message>
    <message>
        <source>{what}{unit}的许可已到期</source>
        <translation>The grant for {what} {unit} has ended</translation>
    </message>
    <message>
        <source>到期以后同步包不能再收发，请重新登记设备</source>
        <translation>After that no bundles can be sent or received; enrol the device again</translation>
    </message>
    <message>
        <source>现为{words}</source>
        <translation> is now {words}</translation>
    </message>
    <message>
        <source>{name}：依据有变</source>
        <translation>{name}: a legal basis has changed</translation>
    </message>
    <message>
        <source>《{title}》{now}{more}</source>
        <translation>“{title}”{now}{more}</translation>
    </message>
    <message>
        <source>还剩 {days} 天</source>
        <translation>Days left: {days}</translation>
    </message>
    <message>
        <source>定索引号的写法</source>
        <translation>Setting the pattern of index numbers</translation>
    </message>
    <message>
        <source>网络上报由“管理”账户来设，您现在只能看。</source>
        <translation>Uploading is set up by the “Administration” account; you can only look.</translation>
    </message>
    <message>
        <source>{path}：不再列出</source>
        <translation>{path}: no longer listed</translation>
    </message>
    <message>
        <source>{path}：新列出</source>
        <translation>{path}: newly listed</translation>
    </message>
    <message>
        <source>{path}：{aspects}</source>
        <translation>{path}: {aspects}</translation>
    </message>
    <message>
        <source>原名“{path}”</source>
        <translation>formerly “{path}”</translation>
    </message>
    <message>
        <source>其他说明</source>
        <translation>Other notes</translation>
    </message>
    <message>
        <source>{words}有改动</source>
        <translation>{words} changed</translation>
    </message>
    <message>
        <source>{name}：不再有</source>
        <translation>{name}: removed</translation>
    </message>
    <message>
        <source>{name}：新表单</source>
        <translation>{name}: new form</translation>
    </message>
    <message>
        <source>少了{gone}</source>
        <translation>gone: {gone}</translation>
    </message>
    <message>
        <source>多了{more}</source>
        <translation>new: {more}</translation>
    </message>
    <message>
        <source>{other}的要求有改动</source>
        <translation>requirements changed: {other}</translation>
    </message>
    <message>
        <source>检查或说明有改动</source>
        <translation>checks or notes changed</translation>
    </message>
    <message>
        <source>标准目录</source>
        <translation>Standard catalogue</translation>
    </message>
    <message>
        <source>目录版本</source>
        <translation>Catalogue edition</translation>
    </message>
    <message>
        <source>公示文字</source>
        <translation>Wording of notices</translation>
    </message>
    <message>
        <source>{said}有改动；已签发的内容不变，仍记着 {edition} 版</source>
        <translation>{said} changed; the issued content stays as it is, under edition {edition}</translation>
    </message>
    <message>
        <source>{said}有改动；还没签发，仍按 {edition} 版的表单填，新建的才用新版</source>
        <translation>{said} changed; not issued yet, it keeps the form of edition {edition}, and only new records use the new one</translation>
    </message>
    <message>
        <source>事项 {matter}</source>
        <translation>matter {matter}</translation>
    </message>
    <message>
        <source>表单 {form}</source>
        <translation>form {form}</translation>
    </message>
    <message>
        <source>里面没有{what}，而本机有 {number} 条记录用着它。</source>
        <translation>It lacks the {what}, which {number} record(s) on this computer use.</translation>
    </message>
    <message>
        <source>事项代码不能消失：不再用的请写成“本县不列”，记录才看得到。请告诉发包的单位。</source>
        <translation>Matter codes must not vanish: a matter no longer used is written as “left out by the county”, so that its records can still be seen. Tell the office that issued the pack.</translation>
    </message>
    <message>
        <source>{code} 在更新包里是另一个事项，本机自己增加的事项已经用了这个代码。</source>
        <translation>{code} is another matter in the update pack, but a matter added on this computer already uses this code.</translation>
    </message>
    <message>
        <source>请先在目录里撤销本机增加的这一项；下面有记录的，请告诉发包的单位换一个代码。</source>
        <translation>First undo the addition in the catalogue on this computer; if there are records under it, tell the office to use another code.</translation>
    </message>
    <message>
        <source>这个文件不是 UTF-8 编码。</source>
        <translation>This file is not UTF-8.</translation>
    </message>
    <message>
        <source>请告诉发包的单位。</source>
        <translation>Tell the office that issued the pack.</translation>
    </message>
    <message>
        <source>放弃待查的记录</source>
        <translation>Discarding a quarantined record</translation>
    </message>
    <message>
        <source>放弃</source>
        <translation>Discarding</translation>
    </message>
    <message>
        <source>数据没有动，没存完的还在。</source>
        <translation>The data was left as it was; what was not saved is still there.</translation>
    </message>
    <message>
        <source>PIN 不对，还可以再试 {left} 次。</source>
        <translation>Wrong PIN; tries left: {left}.</translation>
    </message>
    <message>
        <source>之后要用口令。</source>
        <translation>After that the passphrase is needed.</translation>
    </message>
    <message>
        <source>“{name}”的 PIN 现在不能用。</source>
        <translation>The PIN of “{name}” cannot be used now.</translation>
    </message>
    <message>
        <source>“{name}”还没有设 PIN。</source>
        <translation>“{name}” has no PIN yet.</translation>
    </message>
    <message>
        <source>请用口令打开。</source>
        <translation>Open it with the passphrase.</translation>
    </message>
    <message>
        <source>在电子屏上公示</source>
        <translation>Showing on the screen</translation>
    </message>
    <message>
        <source>正在做第 {page} 屏，共 {count} 屏</source>
        <translation>Making screen {page} of {count}</translation>
    </message>
    <message>
        <source>去答复</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>{records} 条记录在这个包里，都在本机；网络通了会自己接着发，着急可以改用U盘</source>
        <translation>Records in this bundle: {records}, all on this computer. It goes on by itself when the network is back; if it is urgent, use a USB stick</translation>
    </message>
    <message>
        <source>第 {sequence} 号包还没有发出去</source>
        <translation>Bundle no. {sequence} not sent yet</translation>
    </message>
    <message>
        <source>网络断了 {days} 天</source>
        <translation>Days offline: {days}</translation>
    </message>
    <message>
        <source>去看看</source>
        <translation>See</translation>
    </message>
    <message>
        <source>正在准备要上报的包</source>
        <translation>Preparing the bundles</translation>
    </message>
    <message>
        <source>正在上报第 {sequence} 号包</source>
        <translation>Uploading bundle {sequence}</translation>
    </message>
    <message>
        <source>已送到，等回执</source>
        <translation>Arrived, awaiting receipt</translation>
    </message>
    <message>
        <source>“{label}”尾号 {tail} 出现了{times}次：{rows}。</source>
        <translation>“{label}” ending in {tail} is there {times} times: {rows}.</translation>
    </message>
    <message>
        <source>第 {named} 行</source>
        <translation>rows {named}</translation>
    </message>
    <message>
        <source>等{count}行</source>
        <translation>, {count} rows in all</translation>
    </message>
    <message>
        <source>金额</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>面积</source>
        <translation>Area</translation>
    </message>
    <message>
        <source>整数</source>
        <translation>whole number</translation>
    </message>
    <message>
        <source>数</source>
        <translation>a number</translation>
    </message>
    <message>
        <source>“{label}”</source>
        <translation>“{label}”</translation>
    </message>
    <message>
        <source>{place}填的是 {stated}{unit}，按名单算是 {listed}{unit}。</source>
        <translation>{place} says {stated} {unit}; the roster makes {listed} {unit}.</translation>
    </message>
    <message>
        <source>有{count}行没有填“{label}”：{rows}。</source>
        <translation>“{label}” is empty in {count} row(s): {rows}.</translation>
    </message>
    <message>
        <source>有{count}个“{label}”核对位不对，可能抄错了：{rows}。</source>
        <translation>The check digit of “{label}” is wrong {count} time(s), perhaps miscopied: {rows}.</translation>
    </message>
    <message>
        <source>文号“{found}”不完整，年份两边的括号或者数字丢了。</source>
        <translation>Document number “{found}” is incomplete: brackets or digits of the year are missing.</translation>
    </message>
    <message>
        <source>文件里有{places}处{part}，打印时看不见，发出文件时会一起出去。</source>
        <translation>Places with {part}: {places}. Not seen in print, they go out with the file.</translation>
    </message>
    <message>
        <source>（日期凭记忆，请核对。）</source>
        <translation>(The date is from memory; check it.)</translation>
    </message>
    <message>
        <source>有一个字丢了或是自造字（第{number}个字），别的电脑上显示不出来。</source>
        <translation>Character {number} is lost or home-made; other computers cannot show it.</translation>
    </message>
    <message>
        <source>姓名“{name}”里有一个字丢了。</source>
        <translation>A character is lost in the name “{name}”.</translation>
    </message>
    <message>
        <source>姓名“{name}”里有生僻字，旧电脑上可能显示成方框。</source>
        <translation>The name “{name}” holds a rare character, which old computers may show as a box.</translation>
    </message>
    <message>
        <source>请删去病情，只写救助类别和金额。</source>
        <translation>Delete the illness; give only the class of aid and the amount.</translation>
    </message>
    <message>
        <source>请删去残疾的类别、等级和原因，只写补贴类别和金额。</source>
        <translation>Delete kind, grade and cause of the disability; give only the allowance and the amount.</translation>
    </message>
    <message>
        <source>个人的手机号</source>
        <translation>a personal mobile number</translation>
    </message>
    <message>
        <source>办公用的手机号</source>
        <translation>an office mobile number</translation>
    </message>
    <message>
        <source>宜换成单位的座机；确需公布的，由单位决定。</source>
        <translation>A landline is better; whether to publish it is for the office to decide.</translation>
    </message>
    <message>
        <source>个人证件的号码</source>
        <translation>the number of a personal document</translation>
    </message>
    <message>
        <source>请删去车牌号。</source>
        <translation>Delete the number plate.</translation>
    </message>
    <message>
        <source>电话“{number}”{fault}。</source>
        <translation>Telephone “{number}”{fault}.</translation>
    </message>
    <message>
        <source>里有字母，数字0和1容易打成字母O和l</source>
        <translation> holds letters; 0 and 1 are easily typed as O and l</translation>
    </message>
    <message>
        <source>是{digits}位，手机号应当是11位</source>
        <translation> has {digits} digits; a mobile number has 11</translation>
    </message>
    <message>
        <source>是{digits}位，固定电话应当是7位或8位</source>
        <translation> has {digits} digits; a landline has 7 or 8</translation>
    </message>
    <message>
        <source>的区号“{area}”有{digits}位，区号是3位或4位</source>
        <translation>: area code “{area}” has {digits} digits; it should have 3 or 4</translation>
    </message>
    <message>
        <source>位或</source>
        <translation> or </translation>
    </message>
    <message>
        <source>区号后面是{digits}位，应当是{words}位</source>
        <translation> has {digits} digits after the area code; there should be {words}</translation>
    </message>
    <message>
        <source>{kind}里</source>
        <translation>{kind}, </translation>
    </message>
    <message>
        <source>{part}{in_column}有 {count} 处{what}：{places}等。</source>
        <translation>{part}{in_column}{what}, {count} times: {places} and more.</translation>
    </message>
    <message>
        <source>{kind}里（{place}）</source>
        <translation>{kind} ({place})</translation>
    </message>
    <message>
        <source>标题是“{named}”，这里写的是“{found}”。</source>
        <translation>The title says “{named}”, but here it says “{found}”.</translation>
    </message>
    <message>
        <source>写的是“{written}”，{place}里人数加起来是{totals}。</source>
        <translation>It says “{written}”, but the persons in {place} add up to {totals}.</translation>
    </message>
    <message>
        <source>写的是“{found}”，{place}里列了{listed}个。</source>
        <translation>It says “{found}”, but {place} lists {listed}.</translation>
    </message>
    <message>
        <source>从{old}到{new}是{way}{share:.2f}%，写的是“{told}%”。</source>
        <translation>From {old} to {new} is a change of {share:.2f}% (“{way}”), but “{told}%” is written.</translation>
    </message>
    <message>
        <source>公示从{year}年一直到{last}年“{written}”，不像是真的。</source>
        <translation>A notice from {year} to {last} (“{written}”) does not look right.</translation>
    </message>
    <message>
        <source>文号“{found}”的年份比署名日期“{written}”还晚。</source>
        <translation>The year of document number “{found}” is later than the signature “{written}”.</translation>
    </message>
    <message>
        <source>“{found}”的年份不是四位数。</source>
        <translation>The year of “{found}” does not have four digits.</translation>
    </message>
    <message>
        <source>“{found}”这个年份不像是真的。</source>
        <translation>The year “{found}” does not look right.</translation>
    </message>
    <message>
        <source>{part}占{whole}的{true:.2f}%，写的是“{told}”。</source>
        <translation>{part} is {true:.2f}% of {whole}, but “{told}” is written.</translation>
    </message>
    <message>
        <source>个工作日</source>
        <translation>working days</translation>
    </message>
    <message>
        <source>天</source>
        <translation>days</translation>
    </message>
    <message>
        <source>写的是{told}，但“{period}”{both}。</source>
        <translation>It says {told}, but “{period}”{both}.</translation>
    </message>
    <message>
        <source>{name}放假</source>
        <translation>the {name} holiday</translation>
    </message>
    <message>
        <source>{base}按{rate}{count}算是{right}，写的是“{told}”。</source>
        <translation>{base} at {rate}{count} makes {right}, but “{told}” is written.</translation>
    </message>
    <message>
        <source>{base}按{rate}算是{right}，写的是“{told}”。</source>
        <translation>{base} at {rate} makes {right}, but “{told}” is written.</translation>
    </message>
    <message>
        <source>{part}占合计{total}的{true:.2f}%，写的是“{told}”。</source>
        <translation>{part} is {true:.2f}% of the total {total}, but “{told}” is written.</translation>
    </message>
    <message>
        <source>“{heading}”写的是{part}，按占比算应当是{true:.2f}。</source>
        <translation>“{heading}” says {part}; by the shares it should be {true:.2f}.</translation>
    </message>
    <message>
        <source>第{index}栏</source>
        <translation>column {index}</translation>
    </message>
    <message>
        <source>“{name}”这一栏{label}写的是{told}，各行加起来是{added}，相差{difference}。</source>
        <translation>Column “{name}”: {label} says {told}, the rows add up to {added}; difference {difference}.</translation>
    </message>
    <message>
        <source>合计</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>等</source>
        <translation> and more</translation>
    </message>
    <message>
        <source>“{first}”换算过来是{right}，写的是“{second}”。</source>
        <translation>“{first}” converts to {right}, but “{second}” is written.</translation>
    </message>
    <message>
        <source>自造字 U+{code:04X}</source>
        <translation>home-made character U+{code:04X}</translation>
    </message>
    <message>
        <source>不公开的理由</source>
        <translation>reason for withholding</translation>
    </message>
    <message>
        <source>{place}的文件名</source>
        <translation>{place}, file name</translation>
    </message>
    <message>
        <source>（尾号 {tail}）</source>
        <translation> (ends in {tail})</translation>
    </message>
    <message>
        <source>{text}（{reckoning}，{sign} {value}）</source>
        <translation>{text} ({reckoning}, {sign} {value})</translation>
    </message>
    <message>
        <source>“{label}”不合规定。</source>
        <translation>“{label}” breaks a rule.</translation>
    </message>
    <message>
        <source>{what}对不上：{reckoning}，表里是 {value}。</source>
        <translation>{what} does not agree: {reckoning}, but the table says {value}.</translation>
    </message>
    <message>
        <source>户数</source>
        <translation>Households</translation>
    </message>
    <message>
        <source>（空）</source>
        <translation>(empty)</translation>
    </message>
    <message>
        <source>理由的代码“{code}”不是“{chosen}”的理由。</source>
        <translation>Reason code “{code}” is no reason for “{chosen}”.</translation>
    </message>
    <message>
        <source>{code}（{name}，{cite}）</source>
        <translation>{code} ({name}, {cite})</translation>
    </message>
    <message>
        <source>第十四条、第十五条还是第十六条</source>
        <translation>14, 15 or 16</translation>
    </message>
    <message>
        <source>哪一条</source>
        <translation>number</translation>
    </message>
    <message>
        <source>标准目录要求主动公开，</source>
        <translation>The standard catalogue wants proactive disclosure; </translation>
    </message>
    <message>
        <source>{place} 写的“{text}”不是数。</source>
        <translation>{place}: “{text}” is not a number.</translation>
    </message>
    <message>
        <source>请改成 0 或正数。</source>
        <translation>Change it to 0 or a positive number.</translation>
    </message>
    <message>
        <source>请自己打开看一遍，确认没有身份证号、卡号和病情。</source>
        <translation>Open it and look for yourself: no ID numbers, card numbers or illnesses.</translation>
    </message>
    <message>
        <source>程序认不出图片里的字。</source>
        <translation>The program cannot read the text in pictures.</translation>
    </message>
    <message>
        <source>还没有填{label}。</source>
        <translation>Not filled in yet: {label}.</translation>
    </message>
    <message>
        <source>请点“填写藏文”填好；急着张贴的，可以先印汉文版。</source>
        <translation>Use “Fill in Tibetan”; if the posting is urgent, print the Chinese version first.</translation>
    </message>
    <message>
        <source>只写了 {written} 行藏文名称</source>
        <translation>Tibetan names are given for {written} lines only</translation>
    </message>
    <message>
        <source>还没有藏文名称</source>
        <translation>no Tibetan names are given yet</translation>
    </message>
    <message>
        <source>这份公示有 {wanted} 个附件，{told}，附件名称和名单的标题先只印汉文。</source>
        <translation>This notice has {wanted} attachments; {told}. The attachments’ names and the roster’s title are printed in Chinese only for now.</translation>
    </message>
    <message>
        <source>起草时点“填写藏文”，一行写一个，顺序和汉文的附件一样，名单在最前。</source>
        <translation>While drafting, use “Fill in Tibetan”: one name per line in the order of the Chinese attachments, the roster first.</translation>
    </message>
    <message>
        <source>请懂藏文的人点“填写藏文”填好并确认，以后每份公示都用得上；急着张贴的，可以先印汉文版。</source>
        <translation>Have somebody who knows Tibetan fill them in and confirm them under “Fill in Tibetan”; every later notice can use them. If the posting is urgent, print the Chinese version first.</translation>
    </message>
    <message>
        <source>照片里没有拍摄时间。</source>
        <translation>The photo does not say when it was taken.</translation>
    </message>
    <message>
        <source>请另外记下哪天拍的；拍时把日期牌一起拍进去更稳妥。</source>
        <translation>Note the day separately; a date board in the picture is safer.</translation>
    </message>
    <message>
        <source>照片是 {year}年{month}月{day}日拍的，</source>
        <translation>The photo was taken on {year}-{month}-{day};</translation>
    </message>
    <message>
        <source>请核对是不是拍的这一张；手机的日期不对也会这样。</source>
        <translation>Check that this is the photo you took; a wrong date on the phone has the same effect.</translation>
    </message>
    <message>
        <source>{said}早于张贴的 {month}月{day}日。</source>
        <translation>{said} that is before the posting on {day}/{month}.</translation>
    </message>
    <message>
        <source>{said}这一天还没有到。</source>
        <translation>{said} that day has not come yet.</translation>
    </message>
    <message>
        <source>请看一下手机和电脑的日期。</source>
        <translation>Check the date of the phone and of the computer.</translation>
    </message>
    <message>
        <source>{said}那时已经撤下。</source>
        <translation>{said} the notice had already been taken down.</translation>
    </message>
    <message>
        <source>请核对是不是拍的这一张。</source>
        <translation>Check that this is the photo you took.</translation>
    </message>
    <message>
        <source>这份备份（{name}）恢复不出来。</source>
        <translation>This backup ({name}) cannot be restored.</translation>
    </message>
    <message>
        <source>现在的数据没有动，可以照常使用。</source>
        <translation>The present data was left as it was and can be used as usual.</translation>
    </message>
    <message>
        <source>请马上再备份一次，抄到另一个U盘，再练一次。</source>
        <translation>Make another backup now, copy it to another USB stick, and practise again.</translation>
    </message>
    <message>
        <source>备份抄一份到U盘</source>
        <translation>Copy a backup to a USB stick</translation>
    </message>
    <message>
        <source>还没有抄过；电脑坏了、丢了，全靠它</source>
        <translation>Never copied yet; if the computer breaks or is lost, this is all there is</translation>
    </message>
    <message>
        <source>去备份</source>
        <translation>Back up</translation>
    </message>
    <message>
        <source>还没有练过；练一次，才知道备份真能恢复</source>
        <translation>Never practised yet; only practice shows that a backup can be restored</translation>
    </message>
    <message>
        <source>去练一次</source>
        <translation>Practise</translation>
    </message>
    <message>
        <source>{days} 天没做</source>
        <translation>Days since: {days}</translation>
    </message>
    <message>
        <source>请处理</source>
        <translation>Please act</translation>
    </message>
    <message>
        <source>改本县目录</source>
        <translation>Changing the county catalogue</translation>
    </message>
    <message>
        <source>情况已问清，这个包可以收</source>
        <translation>Cleared up; this bundle can be taken in</translation>
    </message>
    <message>
        <source>电脑从备份恢复过：停用旧登记，让它换新登记</source>
        <translation>Restored from a backup: stop the old enrolment and let it enrol anew</translation>
    </message>
    <message>
        <source>电脑被复制过：停用这台电脑</source>
        <translation>The computer was copied: stop it</translation>
    </message>
    <message>
        <source>停用一台电脑</source>
        <translation>Stopping a computer</translation>
    </message>
    <message>
        <source>决定怎么处理一台电脑</source>
        <translation>Deciding about a computer</translation>
    </message>
    <message>
        <source>给本机换新的身份</source>
        <translation>Giving this computer a new identity</translation>
    </message>
    <message>
        <source>名单第 {position} 行 {name}</source>
        <translation>Roster row {position} {name}</translation>
    </message>
    <message>
        <source>名单原第 {position} 行 {name}</source>
        <translation>Former roster row {position} {name}</translation>
    </message>
    <message>
        <source>数据文件</source>
        <translation>Data file</translation>
    </message>
    <message>
        <source>请先不要再用它办事：用最近一次备份恢复，或者把还读得出的救出来。</source>
        <translation>Stop working with it for now: restore the latest backup, or rescue what can still be read.</translation>
    </message>
    <message>
        <source>数据文件：有损坏</source>
        <translation>Data file: damaged</translation>
    </message>
    <message>
        <source>数据文件：每一页都完好</source>
        <translation>Data file: every page is sound</translation>
    </message>
    <message>
        <source>有改动</source>
        <translation>altered</translation>
    </message>
    <message>
        <source>完整</source>
        <translation>complete</translation>
    </message>
    <message>
        <source>附件 {digest}</source>
        <translation>Attachment {digest}</translation>
    </message>
    <message>
        <source>{broken} 个坏了</source>
        <translation>{broken} damaged</translation>
    </message>
    <message>
        <source>都完好</source>
        <translation>all sound</translation>
    </message>
    <message>
        <source>还没有备份。</source>
        <translation>There is no backup yet.</translation>
    </message>
    <message>
        <source>请现在备份一次，并抄一份到U盘。</source>
        <translation>Make a backup now, and copy it to a USB stick.</translation>
    </message>
    <message>
        <source>备份 {name}</source>
        <translation>Backup {name}</translation>
    </message>
    <message>
        <source>最近一次备份坏了。</source>
        <translation>The latest backup is damaged.</translation>
    </message>
    <message>
        <source>请再做一次备份。</source>
        <translation>Make another backup.</translation>
    </message>
    <message>
        <source>备份：{found} 份，最近一次 {made:%Y-%m-%d %H:%M}</source>
        <translation>Backups: {found}, the latest {made:%Y-%m-%d %H:%M}</translation>
    </message>
    <message>
        <source>请选Word、Excel、PDF、照片或文字文件，也可以选放着这些文件的文件夹。</source>
        <translation>Choose Word, Excel, PDF, photo or text files, or a folder that holds them.</translation>
    </message>
    <message>
        <source>请分几次选小一点的文件夹。</source>
        <translation>Choose smaller folders one after the other.</translation>
    </message>
    <message>
        <source>正在看“{name}”</source>
        <translation>Examining “{name}”</translation>
    </message>
    <message>
        <source>程序看这个文件的时候自己出了错，没有看完。</source>
        <translation>The program itself failed while examining this file and did not finish.</translation>
    </message>
    <message>
        <source>请自己看一遍，再把这个文件交给管理员。</source>
        <translation>Look through it yourself, and hand this file to the administrator.</translation>
    </message>
    <message>
        <source>请自己打开看一遍，确认没有不该公开的内容。</source>
        <translation>Open it and look for yourself that it holds nothing that should not be disclosed.</translation>
    </message>
    <message>
        <source>请自己看一遍。</source>
        <translation>Look through it yourself.</translation>
    </message>
    <message>
        <source>许可下级加入</source>
        <translation>Granting an office below its enrolment</translation>
    </message>
    <message>
        <source>已签发，还没有写进包</source>
        <translation>Issued, not in a bundle yet</translation>
    </message>
    <message>
        <source>已退给报送单位：</source>
        <translation>Returned to the reporting office: </translation>
    </message>
    <message>
        <source>两个版本都留着，等人来定</source>
        <translation>Both versions are kept until somebody decides</translation>
    </message>
    <message>
        <source>{shown} 就是 {tidy} {unit}</source>
        <translation>{shown} is {tidy} {unit}</translation>
    </message>
    <message>
        <source>文号写成 {right}</source>
        <translation>Document number written as {right}</translation>
    </message>
    <message>
        <source>写成 {value}</source>
        <translation>Written as {value}</translation>
    </message>
    <message>
        <source>{words}，{day}</source>
        <translation>{words}, {day}</translation>
    </message>
    <message>
        <source>首尾都算，共 {days} 天</source>
        <translation>Days: {days}, both ends counted</translation>
    </message>
    <message>
        <source>合 {others}</source>
        <translation>Equals {others}</translation>
    </message>
    <message>
        <source>{year}年{month}月{day}日出生，{sex}</source>
        <translation>Born {year}-{month}-{day}, {sex}</translation>
    </message>
    <message>
        <source>{grouped}&#x3000;核对位不对，请对照卡面再看一遍</source>
        <translation>{grouped} · check digit wrong; compare with the card</translation>
    </message>
    <message>
        <source>必须改</source>
        <translation>Must be mended</translation>
    </message>
    <message>
        <source>提示</source>
        <translation>Hint</translation>
    </message>
    <message>
        <source>{head}：{told}。改好以前请不要公开。</source>
        <translation>{head}: {told}. Do not disclose before these are mended.</translation>
    </message>
    <message>
        <source>{head}：{told}。请核对以后再公开。</source>
        <translation>{head}: {told}. Check these before you disclose.</translation>
    </message>
    <message>
        <source>{head}：{told}。</source>
        <translation>{head}: {told}.</translation>
    </message>
    <message>
        <source>单位与区划</source>
        <translation>Office and division</translation>
    </message>
    <message>
        <source>第一个账户</source>
        <translation>First account</translation>
    </message>
    <message>
        <source>从上级导入许可</source>
        <translation>Grant from above</translation>
    </message>
    <message>
        <source>请按名称查找，在下面选您的单位所在的地方。</source>
        <translation>Search by name and choose below where your office is.</translation>
    </message>
    <message>
        <source>请写单位全称，公示的落款用它。</source>
        <translation>Write the office’s full name; notices are signed with it.</translation>
    </message>
    <message>
        <source>村（社区）请先选它所在的乡镇或街道。</source>
        <translation>For a village (community), first choose its township or subdistrict.</translation>
    </message>
    <message>
        <source>请写村（社区）的名称。</source>
        <translation>Write the name of the village (community).</translation>
    </message>
    <message>
        <source>请写村级代码的最后三位数字，例如 201。</source>
        <translation>Write the last three digits of the village code, such as 201.</translation>
    </message>
    <message>
        <source>请写您的姓名，登录时选它。</source>
        <translation>Write your name; you choose it to sign in.</translation>
    </message>
    <message>
        <source>和上面的最后一组不一样，请对照抄下来的再看一遍。</source>
        <translation>This is not the last group above; compare it with what you wrote down.</translation>
    </message>
    <message>
        <source>……共 {found} 项</source>
        <translation> … {found} in all</translation>
    </message>
    <message>
        <source>数据目录</source>
        <translation>Data folder</translation>
    </message>
    <message>
        <source>放在网络文件夹里，断网时会写坏。</source>
        <translation>It lies in a network folder, and is damaged when the network breaks off.</translation>
    </message>
    <message>
        <source>请把数据目录移到这台电脑自己的硬盘上。</source>
        <translation>Move the data folder to this computer’s own disk.</translation>
    </message>
    <message>
        <source>时钟</source>
        <translation>Clock</translation>
    </message>
    <message>
        <source>请把电脑的日期和时间调准。</source>
        <translation>Set the date and time of the computer right.</translation>
    </message>
    <message>
        <source>撤销导入</source>
        <translation>Undoing imports</translation>
    </message>
    <message>
        <source>{named}{more}导入以后手工改过，留着没有撤。</source>
        <translation>{named}{more}: edited by hand after the import, so kept.</translation>
    </message>
    <message>
        <source>请看一下要不要删掉。</source>
        <translation>Check whether to delete them.</translation>
    </message>
    <message>
        <source>本单位</source>
        <translation>This office</translation>
    </message>
    <message>
        <source>没有发出去</source>
        <translation>Not sent</translation>
    </message>
    <message>
        <source>{unit}（{device}）</source>
        <translation>{unit} ({device})</translation>
    </message>
    <message>
        <source>第 {revision} 版已收</source>
        <translation>Revision {revision} received</translation>
    </message>
    <message>
        <source>定期公开</source>
        <translation>At regular intervals</translation>
    </message>
    <message>
        <source>实时公开</source>
        <translation>In real time</translation>
    </message>
    <message>
        <source>及时公开</source>
        <translation>Promptly</translation>
    </message>
    <message>
        <source>事情发生时公开</source>
        <translation>When it happens</translation>
    </message>
    <message>
        <source>长期公开</source>
        <translation>Long-term</translation>
    </message>
    <message>
        <source>目录没有写明时限</source>
        <translation>The catalogue states no time limit</translation>
    </message>
    <message>
        <source>每天</source>
        <translation>daily</translation>
    </message>
    <message>
        <source>每周</source>
        <translation>weekly</translation>
    </message>
    <message>
        <source>每月</source>
        <translation>monthly</translation>
    </message>
    <message>
        <source>每季度</source>
        <translation>quarterly</translation>
    </message>
    <message>
        <source>每半年</source>
        <translation>half-yearly</translation>
    </message>
    <message>
        <source>每年</source>
        <translation>yearly</translation>
    </message>
    <message>
        <source>{start}起 {words}内公开</source>
        <translation>Within {words} of {start}</translation>
    </message>
    <message>
        <source>信息形成之日</source>
        <translation>the day the information was formed</translation>
    </message>
    <message>
        <source>{start}前 {words}公开</source>
        <translation>{words} before {start}</translation>
    </message>
    <message>
        <source>{period}公开</source>
        <translation>Disclosed {period}</translation>
    </message>
    <message>
        <source>按目录写明的时间公开</source>
        <translation>At the time the catalogue states</translation>
    </message>
    <message>
        <source>{start}时公开</source>
        <translation>At {start}</translation>
    </message>
    <message>
        <source>{applies_to}：</source>
        <translation>{applies_to}: </translation>
    </message>
    <message>
        <source>，公示 {words}</source>
        <translation>, on notice for {words}</translation>
    </message>
    <message>
        <source>公示期 {words}</source>
        <translation>Notice period {words}</translation>
    </message>
    <message>
        <source>法律法规另有规定的从其规定</source>
        <translation>Laws and regulations that say otherwise prevail</translation>
    </message>
    <message>
        <source>目录原文：{text}</source>
        <translation>In the catalogue: {text}</translation>
    </message>
    <message>
        <source>至少选一种：{names}</source>
        <translation>at least one of: {names}</translation>
    </message>
    <message>
        <source>全社会</source>
        <translation>The whole public</translation>
    </message>
    <message>
        <source>请发起更正，在记录里改。</source>
        <translation>Begin a correction and change it in the record.</translation>
    </message>
    <message>
        <source>“{title}”的{name}</source>
        <translation>“{title}”, {name}</translation>
    </message>
    <message>
        <source>{name}还空着，条例第十二条要求写。</source>
        <translation>{name} is still empty; Article 12 of the Regulation requires it.</translation>
    </message>
    <message>
        <source>{year}年的放假安排还没有，不知道 {month}月{day}日是不是休息日。</source>
        <translation>There is no holiday calendar for {year} yet, so it is unclear whether {year}-{month}-{day} is a day off.</translation>
    </message>
    <message>
        <source>收到县里的日历包后再看一次。</source>
        <translation>Look again when the county’s calendar pack has arrived.</translation>
    </message>
    <message>
        <source>请回到名单把村补上；补不上的，贴在乡镇的公示栏。</source>
        <translation>Go back to the roster and add the village; what has none hangs on the township’s noticeboard.</translation>
    </message>
    <message>
        <source>正在排{name}的一份</source>
        <translation>Laying out the sheet for {name}</translation>
    </message>
    <message>
        <source>什么都没有排，记录没有改动。</source>
        <translation>Nothing was laid out; the record was not changed.</translation>
    </message>
    <message>
        <source>请答复后再归档；属实的要更正后重新公示。</source>
        <translation>Answer them before archiving; where they are right, correct the record and give notice again.</translation>
    </message>
    <message>
        <source>没有规定答复的期限</source>
        <translation>There is no rule on how soon to answer</translation>
    </message>
    <message>
        <source>{words}内答复</source>
        <translation>Answer within {words}</translation>
    </message>
    <message>
        <source>提出的方式</source>
        <translation>Way it was raised</translation>
    </message>
    <message>
        <source>办理结果</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>{code}（{name}）</source>
        <translation>{code} ({name})</translation>
    </message>
    <message>
        <source>第 {number} 号异议</source>
        <translation>Objection no. {number}</translation>
    </message>
    <message>
        <source>异议属实，原来的公示要更正。</source>
        <translation>The objection is right; the notice has to be corrected.</translation>
    </message>
    <message>
        <source>请在记录里发起更正，签发后重新张贴，原来那张同时撤下。</source>
        <translation>Begin a correction in the record, post it again once issued, and take the earlier sheet down at the same time.</translation>
    </message>
    <message>
        <source>通用表单（按公开要素逐项填）</source>
        <translation>General form (one entry per element)</translation>
    </message>
    <message>
        <source>同一期的补助一般只能领一次，请核对是哪一份写重了。</source>
        <translation>A subsidy of one period is usually drawn once only; check which roster has it by mistake.</translation>
    </message>
    <message>
        <source>没有放行，记录没有改动。</source>
        <translation>Nothing was let through; the record was not changed.</translation>
    </message>
    <message>
        <source>（{cite}）</source>
        <translation> ({cite})</translation>
    </message>
    <message>
        <source>有这条意见的位置：{places}。</source>
        <translation>This finding exists at: {places}.</translation>
    </message>
    <message>
        <source>请重新检查一次。</source>
        <translation>Check once more.</translation>
    </message>
    <message>
        <source>请向发包的单位要一份，重新收一次；在这以前用程序自带的内容。</source>
        <translation>Ask the office that issued it for a copy and take it in again; until then the program’s own content is used.</translation>
    </message>
    <message>
        <source>更新包现在用不了：数据目录写不进去，或本机的程序读不懂它。用的是程序自带的内容。</source>
        <translation>The update packs cannot be used now: the data folder cannot be written, or this program cannot read them. The program’s own content is used.</translation>
    </message>
    <message>
        <source>{unit}的更新包“{title}”在本机的文件坏了或不见了，没有用它。</source>
        <translation>The file of the update pack “{title}” from {unit} is damaged or missing on this computer and was not used.</translation>
    </message>
    <message>
        <source>核对内容</source>
        <translation>Checking the content</translation>
    </message>
    <message>
        <source>找出有哪些不同</source>
        <translation>Looking for differences</translation>
    </message>
    <message>
        <source>“本县目录”里有一条和这一版目录合不上。</source>
        <translation>An entry of the “county catalogue” does not fit this edition of the catalogue.</translation>
    </message>
    <message>
        <source>{publisher}的更新包只管到 {expires}，可能有新的了。</source>
        <translation>The update pack from {publisher} is valid until {expires} only; there may be a new one.</translation>
    </message>
    <message>
        <source>请向他们要最新的更新包；在这以前照旧用。</source>
        <translation>Ask them for the newest update pack; until then this one stays in use.</translation>
    </message>
    <message>
        <source>收更新包</source>
        <translation>Taking in update packs</translation>
    </message>
    <message>
        <source>退回更新包</source>
        <translation>Going back to an earlier update pack</translation>
    </message>
    <message>
        <source>{code}（{unit}）</source>
        <translation>{code} ({unit})</translation>
    </message>
    <message>
        <source>有公示栏的村</source>
        <translation>Villages with noticeboards</translation>
    </message>
    <message>
        <source>正在准备练习的乡镇</source>
        <translation>Preparing the practice township</translation>
    </message>
    <message>
        <source>正在准备练习的记录</source>
        <translation>Preparing the practice records</translation>
    </message>
    <message>
        <source>本机没有 {sequence} 号包的回执，请把回执文件收进来再核对。</source>
        <translation>There is no receipt of bundle no. {sequence} on this computer; take in the receipt file, then check.</translation>
    </message>
    <message>
        <source>这张纸和本机的 {sequence} 号包回执不一样。</source>
        <translation>This sheet differs from the receipt of bundle no. {sequence} on this computer.</translation>
    </message>
    <message>
        <source>和本机的 {sequence} 号包回执一致。</source>
        <translation>It agrees with the receipt of bundle no. {sequence} on this computer.</translation>
    </message>
    <message>
        <source>审核通过</source>
        <translation>Passed review</translation>
    </message>
    <message>
        <source>保密审查通过</source>
        <translation>Passed secrecy review</translation>
    </message>
    <message>
        <source>发起更正</source>
        <translation>Began a correction</translation>
    </message>
    <message>
        <source>撤销收进的名单</source>
        <translation>Undid an import of the roster</translation>
    </message>
    <message>
        <source>排好公示</source>
        <translation>Laid out the notice</translation>
    </message>
    <message>
        <source>做好电子屏图片</source>
        <translation>Made pictures for the screen</translation>
    </message>
    <message>
        <source>留下公示栏照片</source>
        <translation>Kept a noticeboard photo</translation>
    </message>
    <message>
        <source>答复异议</source>
        <translation>Answered an objection</translation>
    </message>
    <message>
        <source>排好更正或撤回的公告</source>
        <translation>Laid out a correction or withdrawal</translation>
    </message>
    <message>
        <source>开张贴证明</source>
        <translation>Made a posting certificate</translation>
    </message>
    <message>
        <source>放行隐私关拦下的一处</source>
        <translation>Let a privacy finding through</translation>
    </message>
    <message>
        <source>打成归档包</source>
        <translation>Made an archive pack</translation>
    </message>
    <message>
        <source>从下级收进</source>
        <translation>Taken in from below</translation>
    </message>
    <message>
        <source>审核</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>保密审查</source>
        <translation>Secrecy review</translation>
    </message>
    <message>
        <source>这条是别的单位报来的，本机只能看。</source>
        <translation>This was reported by another office; here it can only be read.</translation>
    </message>
    <message>
        <source>手动备份</source>
        <translation>Made by hand</translation>
    </message>
    <message>
        <source>定时备份</source>
        <translation>Made on time</translation>
    </message>
    <message>
        <source>收同步包之前</source>
        <translation>Before taking in a bundle</translation>
    </message>
    <message>
        <source>撤销收包之前</source>
        <translation>Before taking back a bundle</translation>
    </message>
    <message>
        <source>收更新包之前</source>
        <translation>Before an update pack</translation>
    </message>
    <message>
        <source>定冲突之前</source>
        <translation>Before deciding a conflict</translation>
    </message>
    <message>
        <source>换登记之前</source>
        <translation>Before a new enrolment</translation>
    </message>
    <message>
        <source>程序更新之前</source>
        <translation>Before a program update</translation>
    </message>
    <message>
        <source>恢复时放在旁边的</source>
        <translation>Set aside by a restore</translation>
    </message>
    <message>
        <source>救出来的内容</source>
        <translation>Rescued content</translation>
    </message>
    <message>
        <source>签发的版本</source>
        <translation>Issued revisions</translation>
    </message>
    <message>
        <source>名单行</source>
        <translation>Roster rows</translation>
    </message>
    <message>
        <source>张贴登记</source>
        <translation>Postings</translation>
    </message>
    <message>
        <source>留痕</source>
        <translation>Log entries</translation>
    </message>
    <message>
        <source>救出来了：{kept}。</source>
        <translation>Rescued: {kept}.</translation>
    </message>
    <message>
        <source>没有救出记录。</source>
        <translation>No record was rescued.</translation>
    </message>
    <message>
        <source>读不出来：{table}最多 {count} 条。</source>
        <translation>Not readable: {table}, at most {count}.</translation>
    </message>
    <message>
        <source>后面的读不到了，不知道还有多少：{cut}。</source>
        <translation>What follows cannot be read, and how much it is is unknown: {cut}.</translation>
    </message>
    <message>
        <source>没有发现少了什么。</source>
        <translation>Nothing was found missing.</translation>
    </message>
    <message>
        <source>所有工作表</source>
        <translation>All worksheets</translation>
    </message>
    <message>
        <source>工作表名</source>
        <translation>Name of the worksheet</translation>
    </message>
    <message>
        <source>{name}：{note}</source>
        <translation>{name}: {note}</translation>
    </message>
    <message>
        <source>表头下面没有名单。</source>
        <translation>There is no roster under the heading.</translation>
    </message>
    <message>
        <source>收名单</source>
        <translation>Importing rosters</translation>
    </message>
    <message>
        <source>{key}（{label}）</source>
        <translation>{key} ({label})</translation>
    </message>
    <message>
        <source>休息</source>
        <translation>a day off</translation>
    </message>
    <message>
        <source>这些设置由“管理”账户来改，您现在只能看。</source>
        <translation>These settings are changed by the “Administration” account; you can only look.</translation>
    </message>
    <message>
        <source>签名是对的，但这一版内容本机没有收到过。</source>
        <translation>The signature is right, but this version never arrived on this computer.</translation>
    </message>
    <message>
        <source>请让签发的单位把新的同步包报来，再核对一次。</source>
        <translation>Have the issuing office send its new bundle, then check again.</translation>
    </message>
    <message>
        <source>请取下这一张。</source>
        <translation>Take this sheet down.</translation>
    </message>
    <message>
        <source>请换上更正后的公示，取下这一张。</source>
        <translation>Post the corrected notice and take this sheet down.</translation>
    </message>
    <message>
        <source>是签发过的公示，内容正在更正。</source>
        <translation>It is a notice that was issued; its content is being corrected.</translation>
    </message>
    <message>
        <source>更正签发以前，这一张仍然有效；签发以后要换掉。</source>
        <translation>This sheet is valid until the correction is issued, then it has to be replaced.</translation>
    </message>
    <message>
        <source>公示期 {month}月{day}日至{month2}月{day2}日</source>
        <translation>Notice period {day} {month} to {day2} {month2}</translation>
    </message>
    <message>
        <source>，已经期满，可以取下</source>
        <translation>; it is over, and the sheet can come down</translation>
    </message>
    <message>
        <source>是签发的那一份，内容没有改过。{period}{over}。</source>
        <translation>It is the issued notice, and its content is unchanged. {period}{over}.</translation>
    </message>
    <message>
        <source>请再对一遍：标题要和纸上印的一样。</source>
        <translation>Compare once more: the title must be the one on the paper.</translation>
    </message>
    <message>
        <source>这是更正以前的一份，{year}年{month}月{day}日已经更正。</source>
        <translation>This is the notice before a correction on {year}-{month}-{day}.</translation>
    </message>
    <message>
        <source>{said}现在有效的是{number}。</source>
        <translation>{said} The valid one now is {number}.</translation>
    </message>
    <message>
        <source>是真的张贴证明：{number}，{year}年{month}月{day}日张贴。</source>
        <translation>It is a genuine posting certificate: {number}, posted on {year}-{month}-{day}.</translation>
    </message>
    <message>
        <source>{words}登记里还在张贴。</source>
        <translation>{words} By the register it still hangs.</translation>
    </message>
    <message>
        <source>证明是撤下以前开的，可以再开一张。</source>
        <translation>The certificate was made before the notice was taken down; you can make another one.</translation>
    </message>
    <message>
        <source>{words}{month}月{day}日撤下。</source>
        <translation>{words} Taken down on {day} {month}.</translation>
    </message>
    <message>
        <source>请不要张贴或引用，拍照留底，问一下落款的单位。</source>
        <translation>Do not post or quote it; keep a photo, and ask the office it names.</translation>
    </message>
    <message>
        <source>编号在登记里有，但签名和文字对不上：文字被改过，或是仿造的。</source>
        <translation>The number is in the register, but the signature does not match the text: the text was altered, or it is a forgery.</translation>
    </message>
    <message>
        <source>没有一个认识的单位签过这份公示。可能是仿造的，也可能签发的单位还没有和本机登记。</source>
        <translation>No office known here signed this notice. It may be a forgery, or the issuing office is not enrolled here yet.</translation>
    </message>
    <message>
        <source>签名是{unit}的，文字没有改过；这条记录还没有报到本机，不知道后来有没有更正或撤回。</source>
        <translation>The signature is that of {unit}, and the text is unaltered; the record has not reached this computer, so whether it was corrected or withdrawn is unknown.</translation>
    </message>
    <message>
        <source>请让这个单位报一次同步包，再核对。</source>
        <translation>Have this office send a bundle, then check again.</translation>
    </message>
    <message>
        <source>……共 {number} 处</source>
        <translation> … {number} in all</translation>
    </message>
    <message>
        <source>汉文用语</source>
        <translation>Chinese phrase</translation>
    </message>
    <message>
        <source>藏文用语</source>
        <translation>Tibetan phrase</translation>
    </message>
    <message>
        <source>有 {number} 个固定用语还没有核对过的藏文：{words}。</source>
        <translation>Fixed phrases without verified Tibetan: {number} ({words}).</translation>
    </message>
    <message>
        <source>上一次在 {day}</source>
        <translation>Last time: {day}</translation>
    </message>
    <message>
        <source>共 {number} 行</source>
        <translation>Rows: {number}</translation>
    </message>
    <message>
        <source>有 {number} 处读不出来。</source>
        <translation>Places that cannot be read: {number}.</translation>
    </message>
    <message>
        <source>磁盘：还剩 {left:,} MB</source>
        <translation>Disk: {left:,} MB left</translation>
    </message>
    <message>
        <source>留痕和登记簿：{state}，共 {entries} 条</source>
        <translation>Log and registers: {state}, {entries} entries</translation>
    </message>
    <message>
        <source>附件：{number} 个，{broken}</source>
        <translation>Attachments: {number}, {broken}</translation>
    </message>
    <message>
        <source>{matter}&#x3000;应于 {day} 前公开</source>
        <translation>{matter} · due {day}</translation>
    </message>
    <message>
        <source>{field} › {name}&#x3000;{words}公开，本期应于 {day} 前公开</source>
        <translation>{field} › {name} · disclosed {words}, this time by {day}</translation>
    </message>
    <message>
        <source>{where}等 {number} 处</source>
        <translation>{where} and others, {number} in all</translation>
    </message>
    <message>
        <source>公示期 {day} 至 {until}&#x3000;{places}</source>
        <translation>Notice period {day} to {until} · {places}</translation>
    </message>
    <message>
        <source>期满 {days} 天待撤下</source>
        <translation>Ended {days} days ago</translation>
    </message>
    <message>
        <source>{matter}&#x3000;理由：{reason}</source>
        <translation>{matter} · reason: {reason}</translation>
    </message>
    <message>
        <source>{matter}&#x3000;{person}起草</source>
        <translation>{matter} · drafted by {person}</translation>
    </message>
    <message>
        <source>{matter}&#x3000;已签发，还没有张贴</source>
        <translation>{matter} · issued, not posted yet</translation>
    </message>
    <message>
        <source>{matter}&#x3000;{detail}</source>
        <translation>{matter} · {detail}</translation>
    </message>
    <message>
        <source>{sequence} 号包&#x3000;{day} 写好</source>
        <translation>Bundle no. {sequence} · written {day}</translation>
    </message>
    <message>
        <source>逾期 {days} 天</source>
        <translation>Days overdue: {days}</translation>
    </message>
    <message>
        <source>一次最多看 {most} 个文件，这里更多。</source>
        <translation>At most {most} files can be examined at a time; here are more.</translation>
    </message>
    <message>
        <source>等{number}处</source>
        <translation> and others, {number} in all</translation>
    </message>
    <message>
        <source>{state}，签发后才会发</source>
        <translation>{state}; sent once it is issued</translation>
    </message>
    <message>
        <source>“{role}”</source>
        <translation>“{role}”</translation>
    </message>
    <message>
        <source>，另有 {number} 件</source>
        <translation>, and {number} more</translation>
    </message>
    <message>
        <source>{number} 件依据</source>
        <translation>Bases: {number}</translation>
    </message>
    <message>
        <source>过期 {days} 天</source>
        <translation>Days past: {days}</translation>
    </message>
    <message>
        <source>{first}至{last}</source>
        <translation>{first} to {last}</translation>
    </message>
    <message>
        <source>“{shown}”换算成{unit}除不尽，这一栏记到小数点后 {places} 位。</source>
        <translation>“{shown}” does not convert evenly to {unit}; this entry has {places} decimal places.</translation>
    </message>
    <message>
        <source>已输入 {digits} 位，还差 {left} 位</source>
        <translation>{digits} digits entered, {left} to go</translation>
    </message>
    <message>
        <source>大写：{capitals}</source>
        <translation>In words: {capitals}</translation>
    </message>
    <message>
        <source>合 {yuan:,.2f} 元，大写：{capitals}</source>
        <translation>{yuan:,.2f} yuan, in words: {capitals}</translation>
    </message>
    <message>
        <source>{word} {number} 处</source>
        <translation>{word}: {number}</translation>
    </message>
    <message>
        <source>看了 {number} 个文件</source>
        <translation>Files examined: {number}</translation>
    </message>
    <message>
        <source>口令至少 {shortest} 个字，一句好记的话最好。</source>
        <translation>A passphrase has at least {shortest} characters; a sentence you remember easily is best.</translation>
    </message>
    <message>
        <source>还差 {left} 个字符</source>
        <translation>{left} characters to go</translation>
    </message>
    <message>
        <source>只剩 {left} MB，快存不下了。</source>
        <translation>Only {left} MB left; soon nothing more can be saved.</translation>
    </message>
    <message>
        <source>请删掉不用的文件，腾出 {needed} MB 以上。</source>
        <translation>Delete files you no longer need, to free more than {needed} MB.</translation>
    </message>
    <message>
        <source>最近一步记在 {last}，比现在（{now:%Y-%m-%d %H:%M}）还晚。</source>
        <translation>The latest step was noted at {last}, later than now ({now:%Y-%m-%d %H:%M}).</translation>
    </message>
    <message>
        <source>第 {position} 行 {name}</source>
        <translation>Row {position} {name}</translation>
    </message>
    <message>
        <source>等 {number} 行</source>
        <translation> and others, {number} rows in all</translation>
    </message>
    <message>
        <source>定期</source>
        <translation>at intervals</translation>
    </message>
    <message>
        <source>内容概述有 {length} 个字，一般不超过 {most} 个字。</source>
        <translation>The summary has {length} characters; usually there are at most {most}.</translation>
    </message>
    <message>
        <source>有 {number} 行没有写村，单独排成了一份。</source>
        <translation>Rows without a village: {number}. They are on a sheet of their own.</translation>
    </message>
    <message>
        <source>撤下的理由</source>
        <translation>Reason for taking down</translation>
    </message>
    <message>
        <source>这份公示还有 {number} 条异议没有答复。</source>
        <translation>Objections to this notice without an answer: {number}.</translation>
    </message>
    <message>
        <source>{said}（{mark}：{basis}）</source>
        <translation>{said} ({mark}: {basis})</translation>
    </message>
    <message>
        <source>异议的内容</source>
        <translation>Text of the objection</translation>
    </message>
    <message>
        <source>涉及的位置</source>
        <translation>Row concerned</translation>
    </message>
    <message>
        <source>第 {position} 行的{label}（尾号 {number}）也在另一份名单里：“{title}”第 {other} 行。</source>
        <translation>{label} of row {position} (ending in {number}) is also on another roster: “{title}”, row {other}.</translation>
    </message>
    <message>
        <source>放行的理由</source>
        <translation>Reason for letting through</translation>
    </message>
    <message>
        <source>公开时限由“{before}”改为“{after}”</source>
        <translation>time limit changed from “{before}” to “{after}”</translation>
    </message>
    <message>
        <source>{name}：{words}</source>
        <translation>{name}: {words}</translation>
    </message>
    <message>
        <source>{file} 有改动</source>
        <translation>{file} changed</translation>
    </message>
    <message>
        <source>（一共 {number} 处）</source>
        <translation> ({number} in all)</translation>
    </message>
    <message>
        <source>按人查名单由“{named}”的账户来做，您现在是“{role}”。</source>
        <translation>Searching rosters by person is for accounts in the roles “{named}”; yours is “{role}”.</translation>
    </message>
    <message>
        <source>{what} {kept} 条</source>
        <translation>{what}: {kept}</translation>
    </message>
    <message>
        <source>其他内容</source>
        <translation>Other content</translation>
    </message>
    <message>
        <source>每 {days} 个工作日</source>
        <translation>every {days} working days</translation>
    </message>
    <message>
        <source>一行都没有收进：{count} 处写得不对。</source>
        <translation>Not a single row was taken in: {count} faults.</translation>
    </message>
    <message>
        <source>这份公示已经撤回。{reason}</source>
        <translation>This notice was withdrawn. {reason}</translation>
    </message>
    <message>
        <source>{verb}的原因</source>
        <translation>Reason ({verb})</translation>
    </message>
    <message>
        <source>，应于 {day} 前答复</source>
        <translation>, answer due {day}</translation>
    </message>
    <message>
        <source>第 {number} 号异议，{day} 收到{limit}</source>
        <translation>Objection no. {number}, received {day}{limit}</translation>
    </message>
    <message>
        <source>已取消。</source>
        <translation>Cancelled.</translation>
    </message>
    <message>
        <source>磁盘空间不够。</source>
        <translation>There is not enough disk space.</translation>
    </message>
    <message>
        <source>请删掉不用的文件，或换一个位置。</source>
        <translation>Delete files you no longer need, or choose another place.</translation>
    </message>
    <message>
        <source>没有写这个文件夹的权限。</source>
        <translation>You have no permission to write to this folder.</translation>
    </message>
    <message>
        <source>请换一个文件夹。</source>
        <translation>Choose another folder.</translation>
    </message>
    <message>
        <source>这个位置是只读的。</source>
        <translation>This place is read-only.</translation>
    </message>
    <message>
        <source>请换一个文件夹，或打开U盘的写保护。</source>
        <translation>Choose another folder, or switch off the write protection of the USB stick.</translation>
    </message>
    <message>
        <source>找不到这个文件夹。</source>
        <translation>This folder was not found.</translation>
    </message>
    <message>
        <source>请看一下U盘是否插好，或换一个文件夹。</source>
        <translation>Check that the USB stick is plugged in, or choose another folder.</translation>
    </message>
    <message>
        <source>这个位置不是文件夹。</source>
        <translation>This place is not a folder.</translation>
    </message>
    <message>
        <source>读写这个磁盘时出错。</source>
        <translation>Reading or writing this disk failed.</translation>
    </message>
    <message>
        <source>请换一个U盘或磁盘再试。</source>
        <translation>Try another USB stick or disk.</translation>
    </message>
    <message>
        <source>这个文件或文件夹现在用不了。</source>
        <translation>This file or folder cannot be used at the moment.</translation>
    </message>
    <message>
        <source>请换一个位置再试。</source>
        <translation>Try another place.</translation>
    </message>
    <message>
        <source>写入“{path}”时：{what}</source>
        <translation>While writing “{path}”: {what}</translation>
    </message>
    <message>
        <source>{before}{more}</source>
        <translation>{before} {more}</translation>
    </message>
    <message>
        <source>{section}，“{row}”行“{over}{column}”列</source>
        <translation>{section}, row “{row}”, column “{over}{column}”</translation>
    </message>
    <message>
        <source>“{name}”不是本程序写出的年度报告表，或者“{section}”的行和列改动过。</source>
        <translation>“{name}” is not a yearly report sheet written by this program, or rows and columns of “{section}” were changed.</translation>
    </message>
    <message>
        <source>这个单元格是公式，文件里没有存算好的数。请在Excel或WPS里打开、保存一次，或者直接填数。</source>
        <translation>This cell is a formula and the file holds no result. Open and save it once in Excel or WPS, or type the figure.</translation>
    </message>
    <message>
        <source>这个单元格是Excel的错误值“{value}”。请在Excel里改好公式，或者直接填数。</source>
        <translation>This cell holds the Excel error “{value}”. Mend the formula in Excel, or type the figure.</translation>
    </message>
    <message>
        <source>网页</source>
        <translation>a web page</translation>
    </message>
    <message>
        <source>XML文字</source>
        <translation>XML text</translation>
    </message>
    <message>
        <source>原来的文件和记录都没有动。</source>
        <translation>The file and the record are untouched.</translation>
    </message>
    <message>
        <source>请用Excel或WPS打开它，另存为“.xlsx”再导入。</source>
        <translation>Open it in Excel or WPS, save it as “.xlsx” and import that.</translation>
    </message>
    <message>
        <source>这里面的表格读不出来，请向给您文件的人要Excel原表。</source>
        <translation>The table in it cannot be read. Ask whoever gave you the file for the Excel original.</translation>
    </message>
    <message>
        <source>请先解压，再选里面的表格文件。</source>
        <translation>Unpack it first, then choose the table inside.</translation>
    </message>
    <message>
        <source>“{name}”是文件夹，不是文件。</source>
        <translation>“{name}” is a folder, not a file.</translation>
    </message>
    <message>
        <source>请看一下文件还在不在、是不是正在别的程序里打开，或者U盘是不是拔了。</source>
        <translation>Check whether the file is still there, is open in another program, or the USB stick was pulled out.</translation>
    </message>
    <message>
        <source>“{name}”是空的。</source>
        <translation>“{name}” is empty.</translation>
    </message>
    <message>
        <source>“{name}”不是Excel文件，里面是{kind}。</source>
        <translation>“{name}” is not an Excel file but {kind}.</translation>
    </message>
    <message>
        <source>“{name}”设了打开密码。</source>
        <translation>“{name}” has a password.</translation>
    </message>
    <message>
        <source>请在Excel或WPS里输入密码打开，去掉密码另存一份，再导入。</source>
        <translation>Open it with its password in Excel or WPS, save a copy without one and import that.</translation>
    </message>
    <message>
        <source>“{name}”不完整或者坏了，读不出来。</source>
        <translation>“{name}” is incomplete or damaged and cannot be read.</translation>
    </message>
    <message>
        <source>请重新复制一份；Excel或WPS还能打开的话，另存为“.xlsx”再导入。</source>
        <translation>Copy it again; if Excel or WPS can still open it, save it as “.xlsx” and import that.</translation>
    </message>
    <message>
        <source>“{name}”大得不像一张名单，没有打开。</source>
        <translation>“{name}” is too large for a roster and was not opened.</translation>
    </message>
    <message>
        <source>请把名单单独复制到一个新表里，只留有内容的行和列，再导入。</source>
        <translation>Copy the roster alone into a new table, only rows and columns with content, and import that.</translation>
    </message>
    <message>
        <source>“{name}”是Word文件，不是Excel文件。</source>
        <translation>“{name}” is a Word file, not an Excel file.</translation>
    </message>
    <message>
        <source>是Word文件，不是Excel文件</source>
        <translation>is a Word file, not an Excel file</translation>
    </message>
    <message>
        <source>请把名单放到Excel表里再导入。</source>
        <translation>Put the roster into an Excel table and import that.</translation>
    </message>
    <message>
        <source>不是Excel文件，里面是压缩包</source>
        <translation>is not an Excel file but an archive</translation>
    </message>
    <message>
        <source>“{name}”{what}。</source>
        <translation>“{name}” {what}.</translation>
    </message>
    <message>
        <source>普通文字</source>
        <translation>plain text</translation>
    </message>
    <message>
        <source>别的内容</source>
        <translation>something else</translation>
    </message>
    <message>
        <source>{place}：“{words}”不是事项，没有读。</source>
        <translation>{place}: “{words}” is not a matter and was left out.</translation>
    </message>
    <message>
        <source>文件名</source>
        <translation>file name</translation>
    </message>
    <message>
        <source>嵌入对象</source>
        <translation>embedded object</translation>
    </message>
    <message>
        <source>原来的文件和目录都没有动。</source>
        <translation>The file and the catalogue are untouched.</translation>
    </message>
    <message>
        <source>请换一张 jpg、png 或 webp 的照片。</source>
        <translation>Choose a jpg, png or webp photo.</translation>
    </message>
    <message>
        <source>这张照片的像素太多。</source>
        <translation>This photo has too many pixels.</translation>
    </message>
    <message>
        <source>嵌入的文件“{name}”</source>
        <translation>embedded file “{name}”</translation>
    </message>
    <message>
        <source>文件里套的文件太多，没有再打开。</source>
        <translation>Too many files inside one another; no more were opened.</translation>
    </message>
    <message>
        <source>请用Word、Excel或WPS打开它，另存为“.docx”“.xlsx”或“.pdf”，再检查。</source>
        <translation>Open it in Word, Excel or WPS, save it as “.docx”, “.xlsx” or “.pdf” and check that.</translation>
    </message>
    <message>
        <source>请重新复制一份；原来的程序还能打开的话，请另存一份再检查。</source>
        <translation>Copy it again; if its own program can still open it, save a copy and check that.</translation>
    </message>
    <message>
        <source>请输入密码打开，去掉密码另存一份，再检查。</source>
        <translation>Open it with its password, save a copy without one and check that.</translation>
    </message>
    <message>
        <source>“{name}”设了打开密码，看不到里面。</source>
        <translation>“{name}” has a password; its content cannot be seen.</translation>
    </message>
    <message>
        <source>请把要公开的部分单独存成一个文件，再检查。</source>
        <translation>Save the part to be published as a file of its own and check that.</translation>
    </message>
    <message>
        <source>“{name}”展开以后大得不像一份公示，没有打开。</source>
        <translation>“{name}” unpacks to more than a notice can be and was not opened.</translation>
    </message>
    <message>
        <source>里面是{what}，</source>
        <translation> holds {what};</translation>
    </message>
    <message>
        <source>“{name}”{said}程序还不会看这种文件。</source>
        <translation>“{name}”{said} the program cannot look at this kind of file yet.</translation>
    </message>
    <message>
        <source>照片信息 GPS</source>
        <translation>photo data GPS</translation>
    </message>
    <message>
        <source>作者</source>
        <translation>author</translation>
    </message>
    <message>
        <source>版权</source>
        <translation>copyright</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>相机主人</source>
        <translation>owner of the camera</translation>
    </message>
    <message>
        <source>相机编号</source>
        <translation>camera number</translation>
    </message>
    <message>
        <source>关键词</source>
        <translation>keywords</translation>
    </message>
    <message>
        <source>主题</source>
        <translation>subject</translation>
    </message>
    <message>
        <source>修改时间</source>
        <translation>time changed</translation>
    </message>
    <message>
        <source>拍摄时间</source>
        <translation>time taken</translation>
    </message>
    <message>
        <source>电脑名</source>
        <translation>computer</translation>
    </message>
    <message>
        <source>相机型号</source>
        <translation>camera model</translation>
    </message>
    <message>
        <source>城市</source>
        <translation>city</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>place</translation>
    </message>
    <message>
        <source>照片信息</source>
        <translation>photo data</translation>
    </message>
    <message>
        <source>照片信息有一部分坏了，读不出来。</source>
        <translation>Part of the photo data is damaged and cannot be read.</translation>
    </message>
    <message>
        <source>图片里的字程序认不出来。</source>
        <translation>The program cannot read words in pictures.</translation>
    </message>
    <message>
        <source>照片信息 {word}</source>
        <translation>photo data: {word}</translation>
    </message>
    <message>
        <source>照片信息 缩略图</source>
        <translation>photo data: thumbnail</translation>
    </message>
    <message>
        <source>照片里另存着一张小图，裁剪或涂抹以后小图可能还是原样。</source>
        <translation>The photo holds a small copy of itself, which may still show what was cut off or painted over.</translation>
    </message>
    <message>
        <source>照片信息 XMP</source>
        <translation>photo data XMP</translation>
    </message>
    <message>
        <source>图片附带的文字 {key}</source>
        <translation>text in the picture file: {key}</translation>
    </message>
    <message>
        <source>图片附带的文字</source>
        <translation>text in the picture file</translation>
    </message>
    <message>
        <source>第 {number} 行</source>
        <translation>row {number}</translation>
    </message>
    <message>
        <source>第 {line} 行第 {column} 列</source>
        <translation>row {line}, column {column}</translation>
    </message>
    <message>
        <source>制作程序</source>
        <translation>made with</translation>
    </message>
    <message>
        <source>文件属性 {word}</source>
        <translation>file properties: {word}</translation>
    </message>
    <message>
        <source>文件属性 XMP</source>
        <translation>file properties XMP</translation>
    </message>
    <message>
        <source>第 {number} 页</source>
        <translation>page {number}</translation>
    </message>
    <message>
        <source>这一页坏了，读不出来。</source>
        <translation>This page is damaged and cannot be read.</translation>
    </message>
    <message>
        <source>这一页是图片，里面的字程序认不出来。</source>
        <translation>This page is a picture; the program cannot read its words.</translation>
    </message>
    <message>
        <source>这一页没有文字。</source>
        <translation>This page has no text.</translation>
    </message>
    <message>
        <source>{place}的{kind}</source>
        <translation>{place}, {kind}</translation>
    </message>
    <message>
        <source>填写框</source>
        <translation>fill-in box</translation>
    </message>
    <message>
        <source>批注</source>
        <translation>comment</translation>
    </message>
    <message>
        <source>{place}的批注作者</source>
        <translation>{place}, author of a comment</translation>
    </message>
    <message>
        <source>书签</source>
        <translation>bookmark</translation>
    </message>
    <message>
        <source>{place}的表格</source>
        <translation>{place}, table</translation>
    </message>
    <message>
        <source>最后保存的人</source>
        <translation>last saved by</translation>
    </message>
    <message>
        <source>类别</source>
        <translation>Class</translation>
    </message>
    <message>
        <source>经理</source>
        <translation>manager</translation>
    </message>
    <message>
        <source>链接地址</source>
        <translation>link address</translation>
    </message>
    <message>
        <source>打印的人</source>
        <translation>printed by</translation>
    </message>
    <message>
        <source>自定义</source>
        <translation>custom</translation>
    </message>
    <message>
        <source>文件属性 附加数据</source>
        <translation>file properties: extra data</translation>
    </message>
    <message>
        <source>模板</source>
        <translation>template</translation>
    </message>
    <message>
        <source>文件属性</source>
        <translation>file properties</translation>
    </message>
    <message>
        <source>这一部分坏了，读不出来。</source>
        <translation>This part is damaged and cannot be read.</translation>
    </message>
    <message>
        <source>{name}（隐藏的工作表）</source>
        <translation>{name} (hidden sheet)</translation>
    </message>
    <message>
        <source>{name}（隐藏的列）</source>
        <translation>{name} (hidden columns)</translation>
    </message>
    <message>
        <source>{name}（隐藏的行）</source>
        <translation>{name} (hidden rows)</translation>
    </message>
    <message>
        <source>{name}（白色的字）</source>
        <translation>{name} (white text)</translation>
    </message>
    <message>
        <source>页眉页脚</source>
        <translation>header or footer</translation>
    </message>
    <message>
        <source>修订</source>
        <translation>tracked change</translation>
    </message>
    <message>
        <source>文本框</source>
        <translation>text box</translation>
    </message>
    <message>
        <source>第 {number} 段</source>
        <translation>paragraph {number}</translation>
    </message>
    <message>
        <source>表 {number}</source>
        <translation>table {number}</translation>
    </message>
    <message>
        <source>{where} 第 {line} 行第 {column} 列</source>
        <translation>{where}, row {line}, column {column}</translation>
    </message>
    <message>
        <source>{name} 页眉页脚</source>
        <translation>{name}, header or footer</translation>
    </message>
    <message>
        <source>{name}!{cell} 批注</source>
        <translation>{name}!{cell}, comment</translation>
    </message>
    <message>
        <source>{name} 文本框</source>
        <translation>{name}, text box</translation>
    </message>
    <message>
        <source>数据透视表的缓存</source>
        <translation>pivot table cache</translation>
    </message>
    <message>
        <source>工作簿</source>
        <translation>workbook</translation>
    </message>
    <message>
        <source>这种工作簿（.xlsb）只看了单元格，批注和隐藏的行列没有看。</source>
        <translation>Of this kind of workbook (.xlsb) only the cells were looked at, not comments and hidden rows and columns.</translation>
    </message>
    <message>
        <source>{sheet} 页眉页脚</source>
        <translation>{sheet}, header or footer</translation>
    </message>
    <message>
        <source>{sheet} 下拉列表</source>
        <translation>{sheet}, drop-down list</translation>
    </message>
    <message>
        <source>{sheet} 链接地址</source>
        <translation>{sheet}, link address</translation>
    </message>
    <message>
        <source>{sheet}!{name} 批注</source>
        <translation>{sheet}!{name}, comment</translation>
    </message>
    <message>
        <source>名称 {name}</source>
        <translation>name {name}</translation>
    </message>
    <message>
        <source>外部工作簿的缓存</source>
        <translation>cache of another workbook</translation>
    </message>
    <message>
        <source>图表的缓存</source>
        <translation>chart cache</translation>
    </message>
    <message>
        <source>删掉后留下的文字</source>
        <translation>text left after deletion</translation>
    </message>
    <message>
        <source>图片说明</source>
        <translation>picture description</translation>
    </message>
    <message>
        <source>批注的人</source>
        <translation>commenter</translation>
    </message>
    <message>
        <source>数据连接</source>
        <translation>data connection</translation>
    </message>
    <message>
        <source>{place}起的表格</source>
        <translation>table from {place} on</translation>
    </message>
    <message>
        <source>{name}第 {row} 行第 {column} 列</source>
        <translation>{name} row {row}, column {column}</translation>
    </message>
    <message>
        <source>文件属性 标题</source>
        <translation>file properties: title</translation>
    </message>
    <message>
        <source>网页里的注释</source>
        <translation>comment in the web page</translation>
    </message>
    <message>
        <source>网页里看不见的文字</source>
        <translation>invisible text of the web page</translation>
    </message>
    <message>
        <source>页眉</source>
        <translation>header</translation>
    </message>
    <message>
        <source>页脚</source>
        <translation>footer</translation>
    </message>
    <message>
        <source>脚注</source>
        <translation>footnote</translation>
    </message>
    <message>
        <source>尾注</source>
        <translation>endnote</translation>
    </message>
    <message>
        <source>批注 {number}</source>
        <translation>comment {number}</translation>
    </message>
    <message>
        <source>{place} 作者</source>
        <translation>{place}, author</translation>
    </message>
    <message>
        <source>文档部件</source>
        <translation>document part</translation>
    </message>
    <message>
        <source>文档变量 {name}</source>
        <translation>document variable {name}</translation>
    </message>
    <message>
        <source>邮件合并的数据来源</source>
        <translation>mail merge source</translation>
    </message>
    <message>
        <source>邮件合并的名单</source>
        <translation>mail merge list</translation>
    </message>
    <message>
        <source>宏</source>
        <translation>macro</translation>
    </message>
    <message>
        <source>页眉页脚的文本框</source>
        <translation>text box in a header or footer</translation>
    </message>
    <message>
        <source>{word}域代码</source>
        <translation>{word} field code</translation>
    </message>
    <message>
        <source>{before}第 {number} 段</source>
        <translation>{before}paragraph {number}</translation>
    </message>
    <message>
        <source>{place}的域代码</source>
        <translation>{place}, field code</translation>
    </message>
    <message>
        <source>{place}的图片说明</source>
        <translation>{place}, picture description</translation>
    </message>
    <message>
        <source>{place}旁的文本框</source>
        <translation>text box beside {place}</translation>
    </message>
    <message>
        <source>插入的文档</source>
        <translation>inserted document</translation>
    </message>
    <message>
        <source>{where} 第 {number} 行第 {column} 列</source>
        <translation>{where}, row {number}, column {column}</translation>
    </message>
    <message>
        <source>Excel把号码改坏了，后几位已经丢了。请对照证件重新输入，并先把这一列设成“文本”。</source>
        <translation>Excel spoilt the number; its last digits are lost. Set the column to “Text” and type it again from the document.</translation>
    </message>
    <message>
        <source>正在读取名单</source>
        <translation>Reading the roster</translation>
    </message>
    <message>
        <source>有 {count} 个数的小数比表单多，已按Excel里显示的样子四舍五入。</source>
        <translation>Figures with more decimals than the form has: {count}. They were rounded as Excel shows them.</translation>
    </message>
    <message>
        <source>合计行的“{label}”写的是 {stated}，各行加起来是 {summed}。</source>
        <translation>The total row says {stated} for “{label}”; the rows add up to {summed}.</translation>
    </message>
    <message>
        <source>“{label}”没有填。</source>
        <translation>“{label}” is empty.</translation>
    </message>
    <message>
        <source>“{file}”里没有找到“{roster}”的表头。</source>
        <translation>No heading of “{roster}” was found in “{file}”.</translation>
    </message>
    <message>
        <source>表头里至少要有：{wanted}。请看一下是不是选错了文件，或者把列名改成这样。</source>
        <translation>The heading needs at least: {wanted}. Check whether you chose the wrong file, or rename the columns.</translation>
    </message>
    <message>
        <source>表“{sheet}”里缺少：{missing}。{problems}</source>
        <translation>Missing in table “{sheet}”: {missing}. {problems}</translation>
    </message>
    <message>
        <source>请给这几列写上列名再导入，或者在导入时指定哪一列是什么。</source>
        <translation>Give these columns a heading and import again, or say at the import which column is what.</translation>
    </message>
    <message>
        <source>第 {number} 行{words}</source>
        <translation>row {number} {words}</translation>
    </message>
    <message>
        <source>空行 {count} 行</source>
        <translation>empty rows: {count}</translation>
    </message>
    <message>
        <source>{columns} 列在表里是隐藏的，也读进来了</source>
        <translation>hidden columns {columns} were read too</translation>
    </message>
    <message>
        <source>有 {count} 行在表里是隐藏的，也读进来了</source>
        <translation>hidden rows read too: {count}</translation>
    </message>
    <message>
        <source>是“{total}”，没有当作名单</source>
        <translation>is “{total}” and was left out</translation>
    </message>
    <message>
        <source>是“{words}”，没有当作名单</source>
        <translation>is “{words}” and was left out</translation>
    </message>
    <message>
        <source>又是一遍表头</source>
        <translation>repeats the heading</translation>
    </message>
    <message>
        <source>只有“{words}”，没有当作名单</source>
        <translation>holds only “{words}” and was left out</translation>
    </message>
    <message>
        <source>“{joined}”一列的单位是{foreign}，表单里“{label}”要{unit}，没有读这一列。</source>
        <translation>Column “{joined}” is in {foreign} but “{label}” wants {unit}; the column was not read.</translation>
    </message>
    <message>
        <source>“{name}”这张表是隐藏的，名单是从它里面读的</source>
        <translation>the roster was read from sheet “{name}”, which is hidden</translation>
    </message>
    <message>
        <source>“{text}”有两列，只读了 {read} 列，{letter} 列没有读</source>
        <translation>two columns are named “{text}”: {read} was read, {letter} was not</translation>
    </message>
    <message>
        <source>表格 (*.xlsx *.xls *.et *.ods *.docx *.html *.htm)</source>
        <translation>Tables (*.xlsx *.xls *.et *.ods *.docx *.html *.htm)</translation>
    </message>
    <message>
        <source>请看一下是不是选错了文件；表格要是图片，请先做成真正的表格。</source>
        <translation>Check whether you chose the wrong file. If the table is a picture, make a real table of it first.</translation>
    </message>
    <message>
        <source>第{number}个表</source>
        <translation>table {number}</translation>
    </message>
    <message>
        <source>请重新复制一份；Word或WPS还能打开的话，另存为“.docx”再导入。</source>
        <translation>Copy it again; if Word or WPS can still open it, save it as “.docx” and import that.</translation>
    </message>
    <message>
        <source>归档</source>
        <translation>Archive</translation>
    </message>
    <message>
        <source>退回乡镇报来的记录</source>
        <translation>Returning a township’s record</translation>
    </message>
    <message>
        <source>装程序更新</source>
        <translation>Installing program updates</translation>
    </message>
    <message>
        <source>抄新程序</source>
        <translation>Copying the new program</translation>
    </message>
    <message>
        <source>1 2 3 4 5 6 7 8 9 10 11 12</source>
        <translation>Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec</translation>
    </message>
    <message>
        <source>正文</source>
        <translation>text</translation>
    </message>
    <message>
        <source>脚注尾注</source>
        <translation>notes</translation>
    </message>
    <message>
        <source>修订痕迹</source>
        <translation>tracked changes</translation>
    </message>
    <message>
        <source>隐藏内容</source>
        <translation>hidden content</translation>
    </message>
    <message>
        <source>缓存的数据</source>
        <translation>cached data</translation>
    </message>
    <message>
        <source>嵌入的文件</source>
        <translation>embedded file</translation>
    </message>
    <message>
        <source>{parts}。</source>
        <translation>{parts}.</translation>
    </message>
    <message>
        <source>其余 {fields} 项内容和 {rows} 行名单没有变化</source>
        <translation>Unchanged: {fields} other entries, {rows} roster rows</translation>
    </message>
    <message>
        <source>其余 {fields} 项内容没有变化</source>
        <translation>Other entries unchanged: {fields}</translation>
    </message>
    <message>
        <source>您要找的是不是：{hint}？</source>
        <translation>Did you mean: {hint}?</translation>
    </message>
    <message>
        <source>请在公开目录里查一下事项代码，例如 SHJZ-005。</source>
        <translation>Look up the matter’s code in the disclosure catalogue, for example SHJZ-005.</translation>
    </message>
    <message>
        <source>标准目录里没有“{code}”这个事项。</source>
        <translation>The standard catalogue has no matter “{code}”.</translation>
    </message>
    <message>
        <source>领域代码“{code}”已经给了 {slug}.yaml，这个文件没有装进来。</source>
        <translation>Field code “{code}” already belongs to {slug}.yaml, so this file was not loaded.</translation>
    </message>
    <message>
        <source>请给它一个没有用过的代码。</source>
        <translation>Give it a code that is not in use.</translation>
    </message>
    <message>
        <source>表单“{name}”写的事项“{code}”在标准目录里没有。</source>
        <translation>The form “{name}” names matter “{code}”, which the standard catalogue does not have.</translation>
    </message>
    <message>
        <source>请核对事项代码；那个领域的文件写坏了也会这样，先改好它。</source>
        <translation>Check the matter’s code. A fault in that field’s file has the same effect: mend that file first.</translation>
    </message>
    <message>
        <source>“{folder}”里没有标准目录（缺少 fields 文件夹）。</source>
        <translation>“{folder}” holds no standard catalogue (the fields folder is missing).</translation>
    </message>
    <message>
        <source>不知道这个文件是做什么用的，程序不会读它。</source>
        <translation>Nobody knows what this file is for, and the program will not read it.</translation>
    </message>
    <message>
        <source>请移走，或放到对的文件夹。</source>
        <translation>Move it away, or to the right folder.</translation>
    </message>
    <message>
        <source>“{host}”不是政府网站，不能作来源。</source>
        <translation>“{host}” is not a government website and cannot be a source.</translation>
    </message>
    <message>
        <source>请换成 .gov.cn 的原页，找不到就去掉网址。</source>
        <translation>Use the original page on .gov.cn; if there is none, leave the address out.</translation>
    </message>
    <message>
        <source>文件名以 .yml 结尾，程序不会读它。</source>
        <translation>The file name ends in .yml, so the program will not read it.</translation>
    </message>
    <message>
        <source>请把结尾改成 .yaml。</source>
        <translation>Change the ending to .yaml.</translation>
    </message>
    <message>
        <source>公开依据 {name}《{title}》没有事项引用。</source>
        <translation>No matter refers to the legal basis {name}, “{title}”.</translation>
    </message>
    <message>
        <source>不再用的可以删去；删前请确认没有别的版本引用。</source>
        <translation>It can be deleted if it is no longer used; first make sure that no other edition refers to it.</translation>
    </message>
    <message>
        <source>领域名称“{name}”用在了几个文件里：{where}。</source>
        <translation>The field name “{name}” is used in several files: {where}.</translation>
    </message>
    <message>
        <source>请只留一个。</source>
        <translation>Keep only one.</translation>
    </message>
    <message>
        <source>一级事项</source>
        <translation>Level 1 matters</translation>
    </message>
    <message>
        <source>二级事项</source>
        <translation>Level 2 matters</translation>
    </message>
    <message>
        <source>部委目录有 {number} 个{level}，这里有 {here} 个。</source>
        <translation>{level}: the ministry’s catalogue has {number}, here there are {here}.</translation>
    </message>
    <message>
        <source>可能还有没收进来的事项，或各地拆分了事项，请核对。</source>
        <translation>Some may not have been taken in yet, or localities have split matters. Please check.</translation>
    </message>
    <message>
        <source>请改好这一处，再做一次目录检查；别的文件照常可用。</source>
        <translation>Mend this and check the catalogue again; the other files can be used as usual.</translation>
    </message>
    <message>
        <source>{name} 第 {line} 行</source>
        <translation>{name} line {line}</translation>
    </message>
    <message>
        <source>这一项</source>
        <translation>this entry</translation>
    </message>
    <message>
        <source>这个文件打不开。</source>
        <translation>This file cannot be opened.</translation>
    </message>
    <message>
        <source>请看一下文件在不在、能不能读。</source>
        <translation>Check that the file is there and can be read.</translation>
    </message>
    <message>
        <source>“{value}”写了两次，只有后一次会起作用。</source>
        <translation>“{value}” is written twice; only the second counts.</translation>
    </message>
    <message>
        <source>数字 {value}</source>
        <translation>the number {value}</translation>
    </message>
    <message>
        <source>没有加引号的日期 {value}</source>
        <translation>the date {value} without quotation marks</translation>
    </message>
    <message>
        <source>文字“{value}”</source>
        <translation>the text “{value}”</translation>
    </message>
    <message>
        <source>列表</source>
        <translation>a list</translation>
    </message>
    <message>
        <source>若干“名称: 内容”</source>
        <translation>“name: content” pairs</translation>
    </message>
    <message>
        <source>{unit}（{on}）：{reason}</source>
        <translation>{unit} ({on}): {reason}</translation>
    </message>
    <message>
        <source>{unit}（{on}）</source>
        <translation>{unit} ({on})</translation>
    </message>
    <message>
        <source>本县改名，国家目录写作“{path}”。{note}</source>
        <translation>Renamed by this county; the national catalogue says “{path}”. {note}</translation>
    </message>
    <message>
        <source>本县改时限，国家目录写作“{text}”。{note}</source>
        <translation>Time limit changed by this county; the national catalogue says “{text}”. {note}</translation>
    </message>
    <message>
        <source>据{source}</source>
        <translation>According to {source}</translation>
    </message>
    <message>
        <source>事项代码“{code}”用了两次。</source>
        <translation>Matter code “{code}” is used twice.</translation>
    </message>
    <message>
        <source>事项代码“{code}”写法不对，应当是“{field}-”加三位数字。</source>
        <translation>Matter code “{code}” is not well formed; it must be “{field}-” and three digits.</translation>
    </message>
    <message>
        <source>共用要素“{name}”在 standards/shared/element_sets.yaml 里没有。</source>
        <translation>standards/shared/element_sets.yaml has no shared set “{name}”.</translation>
    </message>
    <message>
        <source>事项“{shared}”已经归表单“{name}”，不能再归这一张。</source>
        <translation>The matter “{shared}” already belongs to the form “{name}” and cannot belong to this one too.</translation>
    </message>
    <message>
        <source>代码“{code}”在这张表里写了两次。</source>
        <translation>Code “{code}” is written twice in this list.</translation>
    </message>
    <message>
        <source>来源“{source}”没有在 sources 里登记。</source>
        <translation>The source “{source}” is not registered in sources.</translation>
    </message>
    <message>
        <source>引号没有写完</source>
        <translation>a quotation mark is not closed</translation>
    </message>
    <message>
        <source>方括号或花括号没有写完</source>
        <translation>a square or curly bracket is not closed</translation>
    </message>
    <message>
        <source>有一个符号不能放在开头，含这种符号的文字请加引号</source>
        <translation>a character cannot stand at the beginning; put text with such characters in quotation marks</translation>
    </message>
    <message>
        <source>冒号的位置不对，或含冒号的文字没有加引号</source>
        <translation>a colon is in the wrong place, or text with a colon lacks quotation marks</translation>
    </message>
    <message>
        <source>少了冒号，或缩进不齐</source>
        <translation>a colon is missing, or the indentation is uneven</translation>
    </message>
    <message>
        <source>列表里有一项少了“- ”，或缩进不齐</source>
        <translation>a list item lacks “- ”, or the indentation is uneven</translation>
    </message>
    <message>
        <source>缩进不齐，或少了冒号</source>
        <translation>the indentation is uneven, or a colon is missing</translation>
    </message>
    <message>
        <source>以星号开头的文字请加引号</source>
        <translation>put text that begins with an asterisk in quotation marks</translation>
    </message>
    <message>
        <source>里面有看不见的控制字符</source>
        <translation>it contains invisible control characters</translation>
    </message>
    <message>
        <source>用了制表符缩进，请改用空格</source>
        <translation>tabs are used for indentation; use spaces</translation>
    </message>
    <message>
        <source>缩进、冒号或引号有一处不合规矩</source>
        <translation>an indentation, a colon or a quotation mark breaks the rules</translation>
    </message>
    <message>
        <source>没有版本</source>
        <translation>no edition</translation>
    </message>
    <message>
        <source>{weekday} 不是周末，不用写成调休上班。</source>
        <translation>{weekday} is not at a weekend and need not be given as a working day.</translation>
    </message>
    <message>
        <source>公示种类“{code}”写了两次。</source>
        <translation>The kind of notice “{code}” is written twice.</translation>
    </message>
    <message>
        <source>请看一下文件在不在、是不是 UTF-8 编码。</source>
        <translation>Check that the file is there and is UTF-8.</translation>
    </message>
    <message>
        <source>这个文件读不了。</source>
        <translation>This file cannot be read.</translation>
    </message>
    <message>
        <source>区划代码“{code}”应当是6位或9位数字。</source>
        <translation>The division code “{code}” must have 6 or 9 digits.</translation>
    </message>
    <message>
        <source>区划代码“{code}”写了两次。</source>
        <translation>The division code “{code}” is written twice.</translation>
    </message>
    <message>
        <source>上级代码“{parent}”在这一行前面没有出现。</source>
        <translation>The code above, “{parent}”, does not appear before this line.</translation>
    </message>
    <message>
        <source>没有写名称。</source>
        <translation>The name is missing.</translation>
    </message>
    <message>
        <source>级别“{level}”不在可用的值里，只能是：{known}。</source>
        <translation>Level “{level}” is not an allowed value. Allowed: {known}.</translation>
    </message>
    <message>
        <source>请从发布的目录包里取回这个文件。</source>
        <translation>Get this file back from the catalogue pack as it was published.</translation>
    </message>
    <message>
        <source>格式文件打不开或写坏了，没有按它核对。</source>
        <translation>The schema file cannot be opened or is damaged; nothing was checked against it.</translation>
    </message>
    <message>
        <source>不认识“{unknown}”这一项，是不是写错了名称。</source>
        <translation>“{unknown}” is not known. Is the name misspelt?</translation>
    </message>
    <message>
        <source>文字</source>
        <translation>text</translation>
    </message>
    <message>
        <source>数字</source>
        <translation>a number</translation>
    </message>
    <message>
        <source>true 或 false</source>
        <translation>true or false</translation>
    </message>
    <message>
        <source>{what}应当是{value}，现在是{found}。</source>
        <translation>{what} must be {value}, but it is {found}.</translation>
    </message>
    <message>
        <source>{what}里的“{instance}”不在可用的值里，只能是：{known}。</source>
        <translation>“{instance}” in {what} is not an allowed value. Allowed: {known}.</translation>
    </message>
    <message>
        <source>{what}只能写“{value}”，现在是{found}。</source>
        <translation>{what} can only be “{value}”, but it is {found}.</translation>
    </message>
    <message>
        <source>{what}里的“{instance}”写法不对{example}。</source>
        <translation>“{instance}” in {what} is not well formed{example}.</translation>
    </message>
    <message>
        <source>，应当是{example}</source>
        <translation>; it should look like {example}</translation>
    </message>
    <message>
        <source>{what}不能是空的。</source>
        <translation>{what} must not be empty.</translation>
    </message>
    <message>
        <source>{what}不能小于 {value}，现在是 {instance}。</source>
        <translation>{what} must be at least {value}, but it is {instance}.</translation>
    </message>
    <message>
        <source>{what}里有一项写了两次。</source>
        <translation>{what} contains something twice.</translation>
    </message>
    <message>
        <source>{what}不合格式文件的要求。</source>
        <translation>{what} does not meet the schema.</translation>
    </message>
    <message>
        <source>后续文件“{successor}”在公开依据里没有。</source>
        <translation>The later document “{successor}” is not among the legal bases.</translation>
    </message>
    <message>
        <source>管理</source>
        <translation>Admin</translation>
    </message>
    <message>
        <source>三级事项</source>
        <translation>Level 3 matters</translation>
    </message>
    <message>
        <source>公开方式</source>
        <translation>Way of disclosure</translation>
    </message>
    <message>
        <source>对应事项</source>
        <translation>Matching matter</translation>
    </message>
    <message>
        <source>本县增加</source>
        <translation>Added by the county</translation>
    </message>
    <message>
        <source>本县不列</source>
        <translation>Left out by the county</translation>
    </message>
    <message>
        <source>名称不同</source>
        <translation>Name differs</translation>
    </message>
    <message>
        <source>时限不同</source>
        <translation>Time limit differs</translation>
    </message>
    <message>
        <source>待审核</source>
        <translation>Awaiting review</translation>
    </message>
    <message>
        <source>待保密审查</source>
        <translation>Awaiting secrecy review</translation>
    </message>
    <message>
        <source>待签发</source>
        <translation>Awaiting issue</translation>
    </message>
    <message>
        <source>公示中</source>
        <translation>On notice</translation>
    </message>
    <message>
        <source>已归档</source>
        <translation>Archived</translation>
    </message>
    <message>
        <source>男</source>
        <translation>male</translation>
    </message>
    <message>
        <source>女</source>
        <translation>female</translation>
    </message>
    <message>
        <source>行政区划代码</source>
        <translation>division code</translation>
    </message>
    <message>
        <source>年</source>
        <translation>year</translation>
    </message>
    <message>
        <source>月</source>
        <translation>month</translation>
    </message>
    <message>
        <source>本机标记</source>
        <translation>mark of this computer</translation>
    </message>
    <message>
        <source>流水号</source>
        <translation>serial number</translation>
    </message>
    <message>
        <source>编号的写法没有改动。</source>
        <translation>The pattern of numbers was not changed.</translation>
    </message>
    <message>
        <source>请照 {org}/{year}-{mark}-{sequence:05d} 这样写。</source>
        <translation>Write it like {org}/{year}-{mark}-{sequence:05d}.</translation>
    </message>
    <message>
        <source>请给每台电脑分一个号段（0 到 9），或在写法里加上 {mark}。</source>
        <translation>Give each computer a block of numbers (0 to 9), or add {mark} to the pattern.</translation>
    </message>
    <message>
        <source>国家目录</source>
        <translation>National catalogue</translation>
    </message>
    <message>
        <source>国家目录的后续写法</source>
        <translation>Later wording of the national catalogue</translation>
    </message>
    <message>
        <source>相邻领域的国家目录</source>
        <translation>National catalogue of a related field</translation>
    </message>
    <message>
        <source>省级增加</source>
        <translation>Added by the province</translation>
    </message>
    <message>
        <source>地方增加</source>
        <translation>Added locally</translation>
    </message>
    <message>
        <source>县级</source>
        <translation>County level</translation>
    </message>
    <message>
        <source>乡级</source>
        <translation>Township level</translation>
    </message>
    <message>
        <source>村级</source>
        <translation>Village level</translation>
    </message>
    <message>
        <source>主动公开</source>
        <translation>Proactive disclosure</translation>
    </message>
    <message>
        <source>依申请公开</source>
        <translation>On request</translation>
    </message>
    <message>
        <source>不予公开</source>
        <translation>Not disclosed</translation>
    </message>
    <message>
        <source>决策</source>
        <translation>Decisions</translation>
    </message>
    <message>
        <source>执行</source>
        <translation>Execution</translation>
    </message>
    <message>
        <source>服务</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>在网页上见过</source>
        <translation>Seen on a web page</translation>
    </message>
    <message>
        <source>凭记忆补</source>
        <translation>From memory</translation>
    </message>
    <message>
        <source>{by}已核对（{on}）</source>
        <translation>Verified by {by} ({on})</translation>
    </message>
    <message>
        <source>只在转载页上见过，没有政府网站原页</source>
        <translation>Seen only on reprinting pages; no original government page</translation>
    </message>
    <message>
        <source>在政府网站上见过，其中{parts}是凭记忆补的</source>
        <translation>Seen on a government website; from memory: {parts}</translation>
    </message>
    <message>
        <source>在政府网站上见过</source>
        <translation>Seen on a government website</translation>
    </message>
    <message>
        <source>凭记忆补，使用前请核对</source>
        <translation>From memory; verify before use</translation>
    </message>
    <message>
        <source>法律写明</source>
        <translation>stated by law</translation>
    </message>
    <message>
        <source>政府网页写明</source>
        <translation>stated on a government page</translation>
    </message>
    <message>
        <source>真实公示常见</source>
        <translation>usual in real notices</translation>
    </message>
    <message>
        <source>地方规定</source>
        <translation>local rule</translation>
    </message>
    <message>
        <source>凭记忆，用前请核对</source>
        <translation>from memory; verify before use</translation>
    </message>
    <message>
        <source>已由{by}同意放行：{reason}</source>
        <translation>Let through by {by}: {reason}</translation>
    </message>
    <message>
        <source>日</source>
        <translation>days</translation>
    </message>
    <message>
        <source>小时</source>
        <translation>hours</translation>
    </message>
    <message>
        <source>个月</source>
        <translation>months</translation>
    </message>
    <message>
        <source>{amount}{unit}</source>
        <translation>{amount} {unit}</translation>
    </message>
    <message>
        <source>这一条不见了</source>
        <translation>this entry is missing</translation>
    </message>
    <message>
        <source>这一条被改动过</source>
        <translation>this entry was altered</translation>
    </message>
    <message>
        <source>从这一条起，后面的不见了</source>
        <translation>everything from this entry on is missing</translation>
    </message>
    <message>
        <source>操作日志第 {serial} 条</source>
        <translation>Log entry no. {serial}</translation>
    </message>
    <message>
        <source>{text}，操作日志和原来对不上。</source>
        <translation>Operation log: {text}; it no longer agrees with the original.</translation>
    </message>
    <message>
        <source>数据还和原来一样。</source>
        <translation>Your data is as it was.</translation>
    </message>
    <message>
        <source>数据文件有损坏，读不出来。</source>
        <translation>The data file is damaged and cannot be read.</translation>
    </message>
    <message>
        <source>请不要删除数据目录，用最近一次备份恢复，或请县里的管理员来看。</source>
        <translation>Do not delete the data folder. Restore the latest backup, or ask the county’s administrator to look at it.</translation>
    </message>
    <message>
        <source>磁盘空间不够，没有存进去。</source>
        <translation>There is not enough disk space; this was not saved.</translation>
    </message>
    <message>
        <source>请删掉不用的文件后再试。</source>
        <translation>Delete files you no longer need and try again.</translation>
    </message>
    <message>
        <source>数据目录是只读的，没有存进去。</source>
        <translation>The data folder is read-only; this was not saved.</translation>
    </message>
    <message>
        <source>请检查这个文件夹的写权限，或换一个数据目录。</source>
        <translation>Check the write permission of this folder, or choose another data folder.</translation>
    </message>
    <message>
        <source>数据正被另一个操作占用，没有存进去。</source>
        <translation>Another operation is using the data; this was not saved.</translation>
    </message>
    <message>
        <source>请稍等几秒再试。</source>
        <translation>Wait a few seconds and try again.</translation>
    </message>
    <message>
        <source>数据文件打不开。</source>
        <translation>The data file cannot be opened.</translation>
    </message>
    <message>
        <source>请看一下数据目录还在不在、有没有读写权限。</source>
        <translation>Check that the data folder is still there and that you may read and write it.</translation>
    </message>
    <message>
        <source>读写磁盘时出错，没有存进去。</source>
        <translation>Reading or writing the disk failed; this was not saved.</translation>
    </message>
    <message>
        <source>请先做备份，再检查磁盘。</source>
        <translation>Make a backup first, then check the disk.</translation>
    </message>
    <message>
        <source>文件不存在</source>
        <translation>The file does not exist</translation>
    </message>
    <message>
        <source>这一条或它前面的一条被改动过</source>
        <translation>this entry or the one before it was altered</translation>
    </message>
    <message>
        <source>异议登记第 {number} 条</source>
        <translation>Objection register, entry no. {number}</translation>
    </message>
    <message>
        <source>{text}，登记和原来对不上。</source>
        <translation>Register: {text}; it no longer agrees with the original.</translation>
    </message>
    <message>
        <source>张贴登记第 {number} 条</source>
        <translation>Posting register, entry no. {number}</translation>
    </message>
    <message>
        <source>“{file}”的导入已经撤销过了。</source>
        <translation>The import of “{file}” has already been undone.</translation>
    </message>
    <message>
        <source>“{file}”收进的名单已经随修订 {revision} 签发，不能整个撤销。</source>
        <translation>The roster from “{file}” was issued with revision {revision} and cannot be undone as a whole.</translation>
    </message>
    <message>
        <source>要改动，请先发起更正，再逐行修改或重新导入。</source>
        <translation>To change it, begin a correction, then edit rows one by one or import again.</translation>
    </message>
    <message>
        <source>“{file}”收进的名单后来被“{other}”整个换掉了。</source>
        <translation>The roster from “{file}” was later replaced as a whole by “{other}”.</translation>
    </message>
    <message>
        <source>请先撤销“{file}”的导入（第 {number} 次）。</source>
        <translation>First undo the import of “{file}” (import no. {number}).</translation>
    </message>
    <message>
        <source>这条记录没有第 {number} 次导入。</source>
        <translation>This record has no import no. {number}.</translation>
    </message>
    <message>
        <source>没有可以撤销的导入：还没有导入过，或者都撤销了。</source>
        <translation>There is no import to undo: none was made, or all were undone.</translation>
    </message>
    <message>
        <source>抄附件</source>
        <translation>Copying attachments</translation>
    </message>
    <message>
        <source>抄备份</source>
        <translation>Copying the backup</translation>
    </message>
    <message>
        <source>口令不对。还可以再试 {left} 次，之后要等 {minutes} 分钟。</source>
        <translation>Wrong passphrase. Tries left: {left}; after that, a wait of {minutes} minutes.</translation>
    </message>
    <message>
        <source>请看一下大写锁定和输入法。</source>
        <translation>Check caps lock and the input method.</translation>
    </message>
    <message>
        <source>口令不对，已经错了 {wrong} 次，要等 {minutes} 分钟再试。</source>
        <translation>Wrong passphrase, {wrong} times now; wait {minutes} minutes before trying again.</translation>
    </message>
    <message>
        <source>请看一下大写锁定和输入法。忘了口令的，可以用恢复码。</source>
        <translation>Check caps lock and the input method. If you forgot the passphrase, use the recovery code.</translation>
    </message>
    <message>
        <source>正在收进记录</source>
        <translation>Taking in records</translation>
    </message>
    <message>
        <source>包的版本说明不对</source>
        <translation>the version declaration of the bundle is wrong</translation>
    </message>
    <message>
        <source>签名对不上，不能确定是谁写的</source>
        <translation>the signature does not match; it is not certain who wrote it</translation>
    </message>
    <message>
        <source>清单被改动过</source>
        <translation>the list of files was altered</translation>
    </message>
    <message>
        <source>清单与包里的文件不是一样多</source>
        <translation>the list of files and the bundle have different numbers of files</translation>
    </message>
    <message>
        <source>内容与清单对不上</source>
        <translation>the content does not match the list of files</translation>
    </message>
    <message>
        <source>{text}。</source>
        <translation>This bundle has a fault: {text}.</translation>
    </message>
    <message>
        <source>正在核对</source>
        <translation>Verifying</translation>
    </message>
    <message>
        <source>签名对不上，不能确定是谁写的。</source>
        <translation>The signature does not match; it is not certain who wrote it.</translation>
    </message>
    <message>
        <source>由设备 {device} 写出，签名有效。</source>
        <translation>Written by device {device}; the signature is valid.</translation>
    </message>
    <message>
        <source>“{title}”放不进包里：有内容太长，或写法不合规定（{places}）。</source>
        <translation>“{title}” does not fit into the bundle: something is too long or not well formed ({places}).</translation>
    </message>
    <message>
        <source>请更正这条记录后再发。</source>
        <translation>Correct this record, then send.</translation>
    </message>
    <message>
        <source>请上级重新写一次这个文件。</source>
        <translation>Ask the office above to write this file again.</translation>
    </message>
    <message>
        <source>这个文件不是登记申请，或已经不完整。</source>
        <translation>This file is not an enrolment request, or it is no longer complete.</translation>
    </message>
    <message>
        <source>这个文件不是登记授权，或已经不完整。</source>
        <translation>This file is not a grant, or it is no longer complete.</translation>
    </message>
    <message>
        <source>正在打包附件</source>
        <translation>Packing attachments</translation>
    </message>
    <message>
        <source>什么都没有发，设置也没有改动。</source>
        <translation>Nothing was sent, and the settings were not changed.</translation>
    </message>
    <message>
        <source>{what}“{text}”看不懂。</source>
        <translation>{what}: “{text}” cannot be understood.</translation>
    </message>
    <message>
        <source>还没有写{what}。</source>
        <translation>{what}: not filled in yet.</translation>
    </message>
    <message>
        <source>请照着这样写：{example}</source>
        <translation>Write it like this: {example}</translation>
    </message>
    <message>
        <source>服务器没有开着</source>
        <translation>the server is not running</translation>
    </message>
    <message>
        <source>网络没有接上</source>
        <translation>the network is not connected</translation>
    </message>
    <message>
        <source>网络不通</source>
        <translation>the network cannot be reached</translation>
    </message>
    <message>
        <source>这台电脑没有登记过，或者签名对不上。</source>
        <translation>This computer is not enrolled, or the signature does not match.</translation>
    </message>
    <message>
        <source>请先做登记申请。</source>
        <translation>Make an enrolment request first.</translation>
    </message>
    <message>
        <source>网络好了再上报一次，会从断的地方接着发；也可以改用U盘。</source>
        <translation>Upload again when the network is back: it goes on where it stopped. You can also use a USB stick.</translation>
    </message>
    <message>
        <source>请把这句话告诉上级的管理员；着急可以改用U盘。</source>
        <translation>Tell this to the administrator above; if it is urgent, use a USB stick.</translation>
    </message>
    <message>
        <source>网络断了，没有发完{detail}。</source>
        <translation>The network was cut, and not everything was sent{detail}.</translation>
    </message>
    <message>
        <source>“{host}”一直没有回音。</source>
        <translation>“{host}” does not answer.</translation>
    </message>
    <message>
        <source>连不上“{host}”{detail}。</source>
        <translation>“{host}” cannot be reached{detail}.</translation>
    </message>
    <message>
        <source>服务器正忙（{status}），没有发完。</source>
        <translation>The server is busy ({status}); not everything was sent.</translation>
    </message>
    <message>
        <source>“{host}”的证书不对，不能确定对面就是上级的服务器，所以没有发（{detail}）。</source>
        <translation>The certificate of “{host}” is wrong, so it is not certain that this is the server of the office above, and nothing was sent ({detail}).</translation>
    </message>
    <message>
        <source>请看一下电脑的日期对不对；单位自己的证书请在设置里选它的 CA 文件；还不行请告诉上级的管理员。</source>
        <translation>Check the date of the computer; if the office has a certificate of its own, choose its CA file in the settings; otherwise tell the administrator above.</translation>
    </message>
    <message>
        <source>代理不让过（{status}），没有发。</source>
        <translation>The proxy does not let it through ({status}); nothing was sent.</translation>
    </message>
    <message>
        <source>请核对设置里代理的地址、用户名和口令。</source>
        <translation>Check the address, user name and passphrase of the proxy in the settings.</translation>
    </message>
    <message>
        <source>服务器的回答前后对不上（{detail}），没有发完。</source>
        <translation>The server’s answers contradict each other ({detail}); not everything was sent.</translation>
    </message>
    <message>
        <source>服务器要我们转到别的地址（{status}），没有跟过去。</source>
        <translation>The server points to another address ({status}), which was not followed.</translation>
    </message>
    <message>
        <source>请核对服务器地址，或向上级要新的地址。有的网络要先在浏览器里登录才能上网。</source>
        <translation>Check the server’s address, or ask the office above for a new one. Some networks want you to sign in with a browser first.</translation>
    </message>
    <message>
        <source>要登录</source>
        <translation>it wants a sign-in</translation>
    </message>
    <message>
        <source>不允许本机上报</source>
        <translation>this computer may not upload</translation>
    </message>
    <message>
        <source>没有上报的入口</source>
        <translation>there is no entry for uploads</translation>
    </message>
    <message>
        <source>嫌这个包太大</source>
        <translation>it finds the bundle too large</translation>
    </message>
    <message>
        <source>没有空间了</source>
        <translation>it has no room left</translation>
    </message>
    <message>
        <source>没有说原因</source>
        <translation>it gave no reason</translation>
    </message>
    <message>
        <source>服务器没有收（{status}：{why}）。</source>
        <translation>The server did not accept it ({status}: {why}).</translation>
    </message>
    <message>
        <source>记录都在本机，还没有报上去。</source>
        <translation>The records are on this computer and have not been reported yet.</translation>
    </message>
    <message>
        <source>状态 {status}</source>
        <translation>status {status}</translation>
    </message>
    <message>
        <source>{sequence} 号包以前收到过一个，内容不一样。</source>
        <translation>A bundle no. {sequence} with other content arrived before.</translation>
    </message>
    <message>
        <source>{sequence} 号包不是接着收到的 {other} 号包写的。</source>
        <translation>Bundle no. {sequence} does not follow the bundle no. {other} that arrived.</translation>
    </message>
    <message>
        <source>以前收到的 {sequence} 号包不是接着这个 {other} 号包写的。</source>
        <translation>Bundle no. {sequence}, which arrived before, does not follow this bundle no. {other}.</translation>
    </message>
    <message>
        <source>这个包说自己是第一个，编号却不是 1。</source>
        <translation>This bundle says it is the first, but its number is not 1.</translation>
    </message>
    <message>
        <source>1 号包说前面还有包。</source>
        <translation>Bundle no. 1 says that there are earlier ones.</translation>
    </message>
    <message>
        <source>本机还没有，收进来</source>
        <translation>new on this computer; it is taken in</translation>
    </message>
    <message>
        <source>对方有新的修订，接在后面</source>
        <translation>the other side has new revisions; they are added</translation>
    </message>
    <message>
        <source>内容相同，办理状态往前走了</source>
        <translation>same content; it has moved on through the offices</translation>
    </message>
    <message>
        <source>已有同一修订，跳过</source>
        <translation>same revision already here; skipped</translation>
    </message>
    <message>
        <source>本机的修订更新，跳过</source>
        <translation>this computer’s revision is newer; skipped</translation>
    </message>
    <message>
        <source>两边都改过，两个版本都留着，等人来定</source>
        <translation>changed on both sides; both versions are kept until somebody decides</translation>
    </message>
    <message>
        <source>两边都改过，对方的版本早已存下</source>
        <translation>changed on both sides; the other version is already kept</translation>
    </message>
    <message>
        <source>前面的修订还没有收到，先存在“待查”，收到前面的包后再收</source>
        <translation>an earlier revision has not arrived; kept in quarantine until the earlier bundle arrives</translation>
    </message>
    <message>
        <source>本机的目录里没有这个事项，原样存在“待查”。请先收县里发的目录包</source>
        <translation>the catalogue on this computer lacks this matter; kept as it is in quarantine. First take in the catalogue pack issued by the county</translation>
    </message>
    <message>
        <source>本机没有这种表单，原样存在“待查”。请先收县里发的目录包</source>
        <translation>this computer lacks this form; kept as it is in quarantine. First take in the catalogue pack issued by the county</translation>
    </message>
    <message>
        <source>这条是更新的程序做的，本机认不全，原样存在“待查”。请更新程序后再收一次</source>
        <translation>made by a newer program that this one does not fully know; kept as it is in quarantine. Update the program, then take it in again</translation>
    </message>
    <message>
        <source>不是发送单位自己的记录，存在“待查”，没有收进</source>
        <translation>not one of the sender’s own records; kept in quarantine, not taken in</translation>
    </message>
    <message>
        <source>内容前后对不上，存在“待查”，没有收进。请发送单位重新导出</source>
        <translation>its content contradicts itself; kept in quarantine, not taken in. Ask the sender to export it again</translation>
    </message>
    <message>
        <source>名单和签发时的不一样，存在“待查”，没有收进。请发送单位重新导出</source>
        <translation>the roster is not the one that was issued; kept in quarantine, not taken in. Ask the sender to export it again</translation>
    </message>
    <message>
        <source>正在核对和打开</source>
        <translation>Verifying and opening</translation>
    </message>
    <message>
        <source>请核对是不是拿错了文件，或请县里重新发一次。</source>
        <translation>Check that you have the right file, or ask the county to send it again.</translation>
    </message>
    <message>
        <source>只记得写到 {last} 号</source>
        <translation>only remembers writing up to no. {last}</translation>
    </message>
    <message>
        <source>不记得写过包</source>
        <translation>remembers writing none</translation>
    </message>
    <message>
        <source>U盘上有本机写的 {found} 号包，本机却{known}。本机的数据可能是从备份恢复的。</source>
        <translation>The USB stick has bundle no. {found} of this computer, but this computer {known}. Its data may have been restored from a backup.</translation>
    </message>
    <message>
        <source>什么都没有写，U盘上的包没有动。</source>
        <translation>Nothing was written; the bundles on the USB stick were left as they were.</translation>
    </message>
    <message>
        <source>请先把U盘上的包交给上级收下，再请管理员给本机换新的身份（mingbai device renew），重新申请加入后再写。</source>
        <translation>First have the office above take in the bundles on the stick; then the administrator gives this computer a new identity (mingbai device renew), and it asks to enrol again before writing.</translation>
    </message>
    <message>
        <source>“本县目录”写得不对</source>
        <translation>the “county catalogue” is not well formed</translation>
    </message>
    <message>
        <source>“停用的电脑”写得不对</source>
        <translation>the “stopped computers” are not well formed</translation>
    </message>
    <message>
        <source>本县目录</source>
        <translation>County catalogue</translation>
    </message>
    <message>
        <source>停用的电脑</source>
        <translation>Stopped computers</translation>
    </message>
    <message>
        <source>公开依据、渠道、要素</source>
        <translation>Legal bases, channels and elements</translation>
    </message>
    <message>
        <source>工作日历</source>
        <translation>Working calendar</translation>
    </message>
    <message>
        <source>遮盖规则</source>
        <translation>Masking rules</translation>
    </message>
    <message>
        <source>公示种类</source>
        <translation>Kinds of notice</translation>
    </message>
    <message>
        <source>代码表</source>
        <translation>Code lists</translation>
    </message>
    <message>
        <source>行政区划</source>
        <translation>Divisions</translation>
    </message>
    <message>
        <source>检查词表</source>
        <translation>Word lists of the checks</translation>
    </message>
    <message>
        <source>定期要做的事</source>
        <translation>Regular duties</translation>
    </message>
    <message>
        <source>信息目录项</source>
        <translation>Catalogue metadata</translation>
    </message>
    <message>
        <source>版面</source>
        <translation>Layout</translation>
    </message>
    <message>
        <source>双语用语</source>
        <translation>Bilingual phrases</translation>
    </message>
    <message>
        <source>本单位用表</source>
        <translation>Sheets for the office</translation>
    </message>
    <message>
        <source>原来的目录和模板照旧在用。</source>
        <translation>The previous catalogue and templates stay in use.</translation>
    </message>
    <message>
        <source>请向发这个更新包的单位重新要一份。</source>
        <translation>Ask the office that issued this update pack for another copy.</translation>
    </message>
    <message>
        <source>请先不要用它，打电话问发包的单位。</source>
        <translation>Do not use it; call the office that issued it.</translation>
    </message>
    <message>
        <source>：{detail}。</source>
        <translation>: {detail}.</translation>
    </message>
    <message>
        <source>这个更新包不完整或被改动过{said}</source>
        <translation>This update pack is incomplete or was altered{said}</translation>
    </message>
    <message>
        <source>这个更新包是更新的程序做的，本机认不全。</source>
        <translation>This update pack was made by a newer program; this one does not know all of it.</translation>
    </message>
    <message>
        <source>请先更新程序。</source>
        <translation>Update the program first.</translation>
    </message>
    <message>
        <source>这个更新包大得不像更新包，没有读下去。</source>
        <translation>This is far too large for an update pack; it was not read any further.</translation>
    </message>
    <message>
        <source>这个更新包的“{role}”签名不够：要 {need} 个人的，认得的只有 {have} 个。</source>
        <translation>This update pack has too few signatures for “{role}”: {need} are needed, only {have} known ones are there.</translation>
    </message>
    <message>
        <source>请发包的单位补齐签名，再拿来收。</source>
        <translation>Ask the office to add the missing signatures, then take it in.</translation>
    </message>
    <message>
        <source>这个更新包比本机收过的旧：{what}第 {there} 版，本机已经见过第 {here} 版。</source>
        <translation>This update pack is older than one already taken in: {what}, version {there}; this computer has seen version {here}.</translation>
    </message>
    <message>
        <source>请用最新的那一个更新包。要退回以前的内容，请用“退回上一版”。</source>
        <translation>Use the newest update pack. To go back to earlier content, use “Back to the previous version”.</translation>
    </message>
    <message>
        <source>有两个不同的{what}都叫第 {version} 版，其中一个不可信。</source>
        <translation>There are two different versions {version} of {what}; one of them cannot be trusted.</translation>
    </message>
    <message>
        <source>这个更新包里的几部分不是一起做的，像是从几个包里拼起来的。</source>
        <translation>The parts of this update pack were not made together; it looks pieced together from several packs.</translation>
    </message>
    <message>
        <source>发包单位换过签名的人，换人的凭据在这个包里缺了一段。</source>
        <translation>The office has changed its signers, and part of the proof is missing in this pack.</translation>
    </message>
    <message>
        <source>请发包单位重新做一个带全部凭据的更新包。</source>
        <translation>Ask the office for an update pack with all the proofs.</translation>
    </message>
    <message>
        <source>这个更新包只管到 {until}，而本机收过的文件证明已经到了 {known}。</source>
        <translation>This update pack is valid until {until} only, but files taken in here prove that it is {known} already.</translation>
    </message>
    <message>
        <source>请向发包的单位要一个新的更新包。</source>
        <translation>Ask the office for a new update pack.</translation>
    </message>
    <message>
        <source>“{unit}”不是本单位，也不是本单位的上级，它的更新包不能收。</source>
        <translation>“{unit}” is neither this office nor an office above; its update packs cannot be taken in.</translation>
    </message>
    <message>
        <source>更新包里有不该有的文件“{name}”：只收目录、表单、日历、词表、模板这几类内容，不收程序。</source>
        <translation>The update pack holds a file that does not belong there, “{name}”: only catalogues, forms, calendars, word lists and templates are taken in, never programs.</translation>
    </message>
    <message>
        <source>签名人名单</source>
        <translation>list of signers</translation>
    </message>
    <message>
        <source>内容清单</source>
        <translation>list of contents</translation>
    </message>
    <message>
        <source>版本清单</source>
        <translation>list of versions</translation>
    </message>
    <message>
        <source>按本机的日期（{today}），这个更新包已经过期，它只管到 {until}。</source>
        <translation>By this computer’s date ({today}) this update pack has expired; it is valid until {until} only.</translation>
    </message>
    <message>
        <source>请先核对电脑的日期；日期没错，就向发包的单位要一个新的。</source>
        <translation>First check the date of the computer; if it is right, ask the office for a new pack.</translation>
    </message>
    <message>
        <source>上级签过名的文件证明已经到了 {witnessed}，本机的日期却是 {today}。</source>
        <translation>Files signed above prove that it is {witnessed} already, but this computer’s date is {today}.</translation>
    </message>
    <message>
        <source>请先把电脑的日期改对。</source>
        <translation>First correct the date of the computer.</translation>
    </message>
    <message>
        <source>第 {number} 份</source>
        <translation>part {number}</translation>
    </message>
    <message>
        <source>请把各份和清单（.sha256）都拷到同一个文件夹里，再选一次。</source>
        <translation>Copy all parts and the list (.sha256) into one folder and choose again.</translation>
    </message>
    <message>
        <source>“{unit}”这台电脑的登记在 {until} 到期了。</source>
        <translation>The enrolment of this computer of “{unit}” expired on {until}.</translation>
    </message>
    <message>
        <source>发送单位</source>
        <translation>Sender</translation>
    </message>
    <message>
        <source>请重新给它发一次登记授权。</source>
        <translation>Issue a new grant for it.</translation>
    </message>
    <message>
        <source>请先让对方做登记申请，核对后发给授权，再收这个包。</source>
        <translation>First have them make an enrolment request; check it, issue the grant, then take in this bundle.</translation>
    </message>
    <message>
        <source>正在和本机的记录对比</source>
        <translation>Comparing with the records here</translation>
    </message>
    <message>
        <source>{case}；名单 {count} 行</source>
        <translation>{case}; roster rows: {count}</translation>
    </message>
    <message>
        <source>改动和新增 {number} 行</source>
        <translation>changed or new rows: {number}</translation>
    </message>
    <message>
        <source>删去 {taken} 行</source>
        <translation>rows gone: {taken}</translation>
    </message>
    <message>
        <source>{case}；名单{parts}</source>
        <translation>{case}; roster: {parts}</translation>
    </message>
    <message>
        <source>{listed} 号包还没有收到。</source>
        <translation>Bundles not received yet: {listed}.</translation>
    </message>
    <message>
        <source>可以先收这个包；请发送单位找一下没有送到的包。</source>
        <translation>You can take in this bundle now; ask the sender to look for the missing ones.</translation>
    </message>
    <message>
        <source>包的编号</source>
        <translation>Bundle number</translation>
    </message>
    <message>
        <source>{signs}对方的电脑可能是从备份恢复的，或者被复制过。</source>
        <translation>{signs} That computer may have been restored from a backup, or copied.</translation>
    </message>
    <message>
        <source>请先打电话问清发送单位，再决定收不收。</source>
        <translation>Call the sending office first, then decide whether to take it in.</translation>
    </message>
    <message>
        <source>这个包不是加密给本机的，打不开。</source>
        <translation>This bundle is not encrypted for this computer and cannot be opened.</translation>
    </message>
    <message>
        <source>请问一下发送单位，包是发给哪个单位的；发给本单位的，请在登记过的那台电脑上收。</source>
        <translation>Ask the sender which office it is for; if it is for yours, take it in on the computer that was enrolled.</translation>
    </message>
    <message>
        <source>收件单位的登记信息不对，没有办法加密给它。</source>
        <translation>The enrolment of the receiving office is wrong, so nothing can be encrypted for it.</translation>
    </message>
    <message>
        <source>请重新收一次县里的登记授权。</source>
        <translation>Take in the county’s grant once more.</translation>
    </message>
    <message>
        <source>请县里重新发一次这个回执。</source>
        <translation>Ask the county to send this receipt again.</translation>
    </message>
    <message>
        <source>这个包不完整或被改动过。</source>
        <translation>This bundle is incomplete or was altered.</translation>
    </message>
    <message>
        <source>请发送单位重新导出一次，再拿来收。</source>
        <translation>Ask the sender to export it again, then take it in.</translation>
    </message>
    <message>
        <source>这个包是更新的程序做的，本机认不全。</source>
        <translation>This bundle was made by a newer program; this one does not know all of it.</translation>
    </message>
    <message>
        <source>请更新程序后再收一次。</source>
        <translation>Update the program, then take it in again.</translation>
    </message>
    <message>
        <source>{broken}：{detail}。</source>
        <translation>{broken}: {detail}.</translation>
    </message>
    <message>
        <source>这个包太大，本机装不下。</source>
        <translation>This bundle is too large for this computer.</translation>
    </message>
    <message>
        <source>请发送单位分几次导出。</source>
        <translation>Ask the sender to export in several parts.</translation>
    </message>
    <message>
        <source>找不到“{name}”。</source>
        <translation>“{name}” was not found.</translation>
    </message>
    <message>
        <source>请看一下U盘是否插好，再选一次文件。</source>
        <translation>Check that the USB stick is plugged in, then choose the file again.</translation>
    </message>
    <message>
        <source>读“{name}”时出错（{reason}）。</source>
        <translation>Reading “{name}” failed ({reason}).</translation>
    </message>
    <message>
        <source>请把U盘重新插一次再试；还不行，请发送单位换一个U盘重新导出。</source>
        <translation>Plug the USB stick in again and retry; if it still fails, ask the sender to export again to another stick.</translation>
    </message>
    <message>
        <source>电脑丢了</source>
        <translation>the computer was lost</translation>
    </message>
    <message>
        <source>电脑从备份恢复过，换新的登记</source>
        <translation>the computer was restored from a backup; new enrolment</translation>
    </message>
    <message>
        <source>电脑被复制过</source>
        <translation>the computer was copied</translation>
    </message>
    <message>
        <source>换了电脑</source>
        <translation>the computer was replaced</translation>
    </message>
    <message>
        <source>不再报送</source>
        <translation>no longer reporting</translation>
    </message>
    <message>
        <source>请发送单位重新发一次。</source>
        <translation>Ask the sender to send it again.</translation>
    </message>
    <message>
        <source>“{title}”后来又变了（{later}）</source>
        <translation>“{title}” has changed since ({later})</translation>
    </message>
    <message>
        <source>“{title}”已经写进发给上级的 {sequence} 号包</source>
        <translation>“{title}” is already in bundle no. {sequence} for the office above</translation>
    </message>
    <message>
        <source>“{title}”已经退回给报送单位</source>
        <translation>“{title}” was already returned to its office</translation>
    </message>
    <message>
        <source>“{title}”的冲突已经定了</source>
        <translation>the conflict over “{title}” is already decided</translation>
    </message>
    <message>
        <source>{unit}的 {sequence} 号包</source>
        <translation>bundle no. {sequence} of {unit}</translation>
    </message>
    <message>
        <source>别处的改动</source>
        <translation>a change elsewhere</translation>
    </message>
    <message>
        <source>现在的程序和数据都没有动，照常可以用。</source>
        <translation>The present program and the data were left as they were and can be used as usual.</translation>
    </message>
    <message>
        <source>请向发更新的单位重新要一份。</source>
        <translation>Ask the office that issued the update for another copy.</translation>
    </message>
    <message>
        <source>这个程序更新不完整或被改动过{said}</source>
        <translation>This program update is incomplete or was altered{said}</translation>
    </message>
    <message>
        <source>这个更新是 {there} 版，本机已经是 {here} 版，不往回装。</source>
        <translation>This update is version {there}, and this computer already has {here}; an older version is not installed.</translation>
    </message>
    <message>
        <source>请用更新的那一个。</source>
        <translation>Use the newer one.</translation>
    </message>
    <message>
        <source>这个更新是给“{there}”的，本机是“{here}”。</source>
        <translation>This update is for “{there}”; this computer is “{here}”.</translation>
    </message>
    <message>
        <source>请要适合本机的那一个。</source>
        <translation>Ask for the one that fits this computer.</translation>
    </message>
    <message>
        <source>这个更新是“{unit}”签的，本机只认“{known}”签的程序更新。</source>
        <translation>This update is signed by “{unit}”; this computer only accepts program updates signed by “{known}”.</translation>
    </message>
    <message>
        <source>请不要装它，打电话问发更新的单位。</source>
        <translation>Do not install it; call the office that issued the update.</translation>
    </message>
    <message>
        <source>这是第一次收{unit}的程序更新，要先核对指纹：{fingerprint}。</source>
        <translation>This is the first program update from {unit}; check its fingerprint first: {fingerprint}.</translation>
    </message>
    <message>
        <source>指纹对不上，请不要装它。</source>
        <translation>The fingerprint does not match; do not install it.</translation>
    </message>
    <message>
        <source>请打电话请他们念一遍指纹，一样才装。</source>
        <translation>Call them and have them read the fingerprint out; install only if it is the same.</translation>
    </message>
    <message>
        <source>装这个更新要 {need} MB，磁盘只剩 {free} MB。</source>
        <translation>Installing this update needs {need} MB; the disk has {free} MB left.</translation>
    </message>
    <message>
        <source>请删掉不用的文件再装。</source>
        <translation>Delete files you no longer need, then install.</translation>
    </message>
    <message>
        <source>正在写入</source>
        <translation>Writing</translation>
    </message>
    <message>
        <source>现在不要拔U盘，正在核对</source>
        <translation>Leave the stick in, comparing</translation>
    </message>
    <message>
        <source>前面列了{listed}个名称，写的是“{count}个{kind}”。</source>
        <translation>{listed} names are listed, but it says “{count} {kind}”.</translation>
    </message>
    <message>
        <source>{start}至{end}</source>
        <translation>{start} to {end}</translation>
    </message>
    <message>
        <source>附件和它的编号对不上</source>
        <translation>an attachment does not match its identifier</translation>
    </message>
    <message>
        <source>放行会记进审查单和操作日志；内容再有改动，就要重新放行。</source>
        <translation>Letting it through is written into the review sheet and the log; if the contents change again, it must be let through anew.</translation>
    </message>
    <message>
        <source>{clock_time} 会自己再试，您可以先做别的；着急可以改用U盘。</source>
        <translation>The program tries again at {clock_time}; you can do other things meanwhile, or use a USB stick if it is urgent.</translation>
    </message>
    <message>
        <source>下次会自己再试，您可以先做别的；着急可以改用U盘。</source>
        <translation>The program tries again later; you can do other things meanwhile, or use a USB stick if it is urgent.</translation>
    </message>
    <message>
        <source>{before}表 {number}</source>
        <translation>{before}table {number}</translation>
    </message>
    <message>
        <source>{sum}等于{added}，写的是“{written}”。</source>
        <translation>{sum} is {added}, but “{written}” is written.</translation>
    </message>
    <message>
        <source>{sequence} 号包不能整个退出，后面的事靠着它：{reasons}{more}。</source>
        <translation>Bundle no. {sequence} cannot be taken back as a whole; later steps rest on it: {reasons}{more}.</translation>
    </message>
    <message>
        <source>在“{board}”</source>
        <translation>for “{board}”</translation>
    </message>
    <message>
        <source>最近一次在 {year}年{month:02}月{day:02}日。</source>
        <translation>The latest was made on {year}-{month:02}-{day:02}.</translation>
    </message>
    <message>
        <source>“{name}”没有“{text}”这一类。</source>
        <translation>“{name}” has no class “{text}”.</translation>
    </message>
    <message>
        <source>发给乡里</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>发给县里</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>发给州里</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>发给上级</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>收下级的包</source>
        <translation>Take in</translation>
    </message>
    <message>
        <source>收村里的包</source>
        <translation>Take in</translation>
    </message>
    <message>
        <source>收乡镇的包</source>
        <translation>Take in</translation>
    </message>
    <message>
        <source>收县里的包</source>
        <translation>Take in</translation>
    </message>
    <message>
        <source>“{name}”放得太深了：从磁盘开头到这里的文件夹名字，加起来太长。</source>
        <translation>“{name}” lies too deep: the folder names from the top of the disk down to here are too long together.</translation>
    </message>
    <message>
        <source>请换一个浅一些的文件夹，例如磁盘最上面一层里的。</source>
        <translation>Please choose a folder nearer the top, such as one directly on the disk.</translation>
    </message>
    <message>
        <source>{month}月{day}日 至 {month2}月{day2}日，{days}{unit}，张贴当日不计</source>
        <translation>{day} {month} to {day2} {month2}, {days} {unit}, not counting the day of posting</translation>
    </message>
    <message>
        <source>从上级的服务器取到一个更新包：{name}。</source>
        <translation>An update pack came from the server above: {name}.</translation>
    </message>
    <message>
        <source>请管理员打开看一看，再决定收不收；在这以前照旧用。</source>
        <translation>Please ask the administrator to look at it and decide; until then everything stays as it is.</translation>
    </message>
    <message>
        <source>正在取上级的更新包</source>
        <translation>Fetching a pack from the office above</translation>
    </message>
    <message>
        <source>{above}另有话带下来，写在每条记录下面。</source>
        <translation>{above} also had news; it stands below each record.</translation>
    </message>
    <message>
        <source>取到 {count} 个更新包，请管理员看过再收。</source>
        <translation>{count} pack(s) were fetched; an administrator should look at them before they are used.</translation>
    </message>
    <message>
        <source>看取到的更新包</source>
        <translation>See the pack that came</translation>
    </message>
    <message>
        <source>国家标准 GB/T 15834-2011：间隔号用“·”（U+00B7）</source>
        <translation>GB/T 15834-2011: the separator is “·” (U+00B7)</translation>
    </message>
    <message>
        <source>{month}月只有{last}天</source>
        <translation>month {month} has only {last} days</translation>
    </message>
    <message>
        <source>{year}年{month}月只有{last}天</source>
        <translation>month {month} of {year} has only {last} days</translation>
    </message>
    <message>
        <source>普通</source>
        <translation>Plain</translation>
    </message>
    <message>
        <source>大字</source>
        <translation>Large print</translation>
    </message>
    <message>
        <source>藏汉双语</source>
        <translation>Bilingual</translation>
    </message>
    <message>
        <source>藏汉双语大字</source>
        <translation>Bilingual, large</translation>
    </message>
    <message>
        <source>第 {page} 页 共 {pages} 页</source>
        <translation>Page {page} of {pages}</translation>
    </message>
    <message>
        <source>索引号 {number}</source>
        <translation>Index number {number}</translation>
    </message>
    <message>
        <source>索引号：签发时编</source>
        <translation>Index number: given on issue</translation>
    </message>
    <message>
        <source>打印 {pages} 页</source>
        <translation>Print {pages} page(s)</translation>
    </message>
    <message>
        <source>看这一页</source>
        <translation>Show this page</translation>
    </message>
    <message>
        <source>到名单第 {position} 行</source>
        <translation>Go to roster row {position}</translation>
    </message>
    <message>
        <source>{whole}的{share}是{right}，写的是“{told}”。</source>
        <translation>{share} of {whole} is {right}, but “{told}” is written.</translation>
    </message>
    <message>
        <source>每月{rate}元，{months}个月是{right}元，写的是“{told}元”。</source>
        <translation>{rate} yuan a month for {months} months makes {right} yuan, but “{told}” yuan is written.</translation>
    </message>
    <message>
        <source>请核对标准、月数和金额，哪一个写错了。</source>
        <translation>Check rate, months and amount: which is wrong?</translation>
    </message>
    <message>
        <source>可输入{ways}或{last}</source>
        <translation>Search: {ways} or {last}</translation>
    </message>
    <message>
        <source>的区号“{area}”不对，三位的区号只有010和02开头的</source>
        <translation>: area code “{area}” is wrong; three-digit ones are only 010 and those beginning with 02</translation>
    </message>
    <message>
        <source>字体文件“{name}”打不开。</source>
        <translation>The font file “{name}” cannot be opened.</translation>
    </message>
    <message>
        <source>记录没有改动，公示没有生成。</source>
        <translation>The record is unchanged; no notice was made.</translation>
    </message>
    <message>
        <source>请重新安装本程序；如果是您自己装的字体，请先卸载它。</source>
        <translation>Install the program again; if you installed the font yourself, remove it first.</translation>
    </message>
    <message>
        <source>{whole}除以{base}是{right}元，写的是“{told}”。</source>
        <translation>{whole} divided by {base} is {right} yuan, but “{told}” is written.</translation>
    </message>
    <message>
        <source>请核对人数（户数、面积）、平均数和总数，哪一个写错了。</source>
        <translation>Check the people (households, area), the average and the total: one of them is wrong.</translation>
    </message>
    <message>
        <source>从{before}%到{after}%相差{right}个百分点，写的是“{told}”。</source>
        <translation>From {before}% to {after}% is {right} percentage points, but “{told}” is written.</translation>
    </message>
    <message>
        <source>{base}按每{unit}{price}元算是{right}元，写的是“{told}元”。</source>
        <translation>{base} at {price} yuan for each {unit} makes {right} yuan, but “{told} yuan” is written.</translation>
    </message>
    <message>
        <source>请核对数量、单价和金额，哪一个写错了。</source>
        <translation>Check the quantity, the price and the amount: one of them is wrong.</translation>
    </message>
    <message>
        <source>退回</source>
        <comment>to give back</comment>
        <translation>Return</translation>
    </message>
    <message>
        <source>“{title}”的名单太长，一个包装不下。</source>
        <translation>The roster of “{title}” is too long for one bundle.</translation>
    </message>
    <message>
        <source>请更正这条记录，把名单分成几条记录来发。</source>
        <translation>Please correct this record: divide its roster among several records and send those.</translation>
    </message>
    <message>
        <source>{place}有 {count} 个字，太长了，以后报不上去。</source>
        <translation>{place} has {count} characters: too long to be sent up later.</translation>
    </message>
    <message>
        <source>最多写 {most} 个字。</source>
        <translation>At most {most} characters.</translation>
    </message>
    <message>
        <source>数据坏了的，请退出后用备份恢复；磁盘满了的，请腾出地方再打开；文件夹只读的，请去掉只读或写保护。</source>
        <translation>If the data is damaged, quit and restore a backup; if the disk is full, make room and open it again; if the folder is read-only, lift its write protection.</translation>
    </message>
    <message>
        <source>“{name}”不是同步包。</source>
        <translation>“{name}” is not a bundle.</translation>
    </message>
    <message>
        <source>请选文件名以“.mingbai”结尾的那个文件。</source>
        <translation>Please choose the file whose name ends in “.mingbai”.</translation>
    </message>
    <message>
        <source>请打开这个文件夹，选里面的文件。</source>
        <translation>Please open this folder and choose the file in it.</translation>
    </message>
    <message>
        <source>数据现在只能看，不能改：磁盘满了，文件夹是只读的，或者数据文件有损坏。</source>
        <translation>Data can only be read now: the disk is full, the folder is read-only or the data file is damaged.</translation>
    </message>
</context>
</TS>
