"""The staff's pages in a real browser: what they show, and what they never show."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

from desktop.base.errors import Refusal
from prefecture.conflicts import Keep, decide, waiting
from prefecture.database.connection import connected
from prefecture.down import current
from prefecture.intake import Intake
from prefecture.judge import form_of, local_columns, public_columns
from tests.prefecture.conftest import County, Story, contents, next_revision, posted, story
from tests.prefecture.serving import Sender, serving
from tests.prefecture.test_taking_bundles_in import asked

MakeCounty = Callable[..., County]
SECRET = {"id_number": "632524198001011234", "phone": "13897000000", "bank_account": "6228480000000000000"}

pytestmark = pytest.mark.skipif(
    shutil.which("chromium") is None or shutil.which("chromedriver") is None,
    reason="no Chromium here; packaging/system.sh tests installs it",
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    for switch in (
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--no-proxy-server", "--window-size=1280,860",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", f"--user-data-dir={tmp_path_factory.mktemp('chromium')}",
    ):  # fmt: skip
        options.add_argument(switch)
    driver = webdriver.Chrome(options, webdriver.ChromeService(str(shutil.which("chromedriver"))))
    yield driver
    driver.quit()


def dibao(intake: Intake, record: str, **card: object) -> Story:
    """A record on a form of the catalogue with public and other columns."""
    form, matter = _form(intake)
    never = local_columns(form)
    row = {c.key: SECRET.get(str(c.type), f"{c.key}值") for c in form.roster if c.key not in never}
    values = {field.key: f"{field.key}公开值".replace("_", "") for field in form.fields}
    return story(record, [row], values=values, matter=matter, form=form.code, **card)


def _form(intake: Intake):
    for form in intake.catalogue.forms:
        kinds = {str(column.disclosure) for column in form.roster}
        if (
            {"public", "internal"} <= kinds
            and form.matters
            and "id_number" in {str(c.type) for c in form.roster}
        ):
            return form, form.matters[0]
    raise LookupError("no such form")


@pytest.fixture
def filled(intake: Intake, county_of: MakeCounty) -> Iterator[str]:
    """Two counties: one with posted, late and withheld records and a missing bundle; one that never came."""
    first = county_of()
    county_of("632221")
    county_of("632222", enrolled=False)
    told = dibao(intake, "dibao-1", title="2026年三季度城乡低保对象名单", publish_by="2026-09-01")
    hidden = dibao(intake, "hidden-1", title="不能公开的标题", disclosure="on_request")
    overdue = story("late-1", [], title="已经逾期的公示", publish_by="2026-09-10")
    intake.take(first.write(contents(posted(told), hidden, overdue)))
    first.write(contents(story("lost", [])))
    unknown = story("odd-1", [], title="认不得的事项")
    unknown = Story(unknown.line.model_copy(update={"matter": "NICHT-001"}), (), ())
    intake.take(first.write(contents(unknown)))
    other = county_of()
    base = story("both-1", [])
    intake.take(first.write(contents(next_revision(base, [{"name": "甲"}]))))
    intake.take(other.write(contents(next_revision(base, [{"name": "乙"}]))))
    first.previous = first.made[-2].digest  # as a laptop does that was put back to the day before
    with pytest.raises(Refusal):
        intake.take(first.write(contents(story("copy-1", []))))
    with serving(intake) as address:
        yield address


def text_of(browser: webdriver.Chrome, address: str) -> str:
    browser.get(address)
    return browser.find_element(By.TAG_NAME, "body").text


def picture(browser: webdriver.Chrome, name: str) -> None:
    """For people who want to look: MINGBAI_PICTURES names a folder."""
    if folder := os.environ.get("MINGBAI_PICTURES"):
        browser.save_screenshot(str(Path(folder) / f"{name}.png"))


def test_the_overview_says_who_is_late_silent_and_what_is_missing(
    browser: webdriver.Chrome, filled: str
) -> None:
    shown = text_of(browser, filled)
    picture(browser, "overview")
    row = next(line for line in shown.splitlines() if line.startswith("县632299"))
    assert row.split()[1:6] == ["2", "4", "1", "1", "1"]
    assert "逾期 1" in row
    assert "缺 1 个包" in row
    assert "等人定 2" in row
    assert "待查 1" in row
    table = browser.find_element(By.TAG_NAME, "tbody").text
    silent = next(line for line in table.splitlines() if "很久没有来" in line)
    assert "还没有" in silent
    assert "缺" not in silent


def test_a_county_names_the_missing_numbers(browser: webdriver.Chrome, filled: str) -> None:
    shown = text_of(browser, f"{filled}/counties/632299")
    picture(browser, "county")
    assert "2 号" in shown
    assert "请县里找没有到的包" in shown
    assert "没有这个县" in text_of(browser, f"{filled}/counties/x")


def test_what_waits_is_explained_without_its_content(browser: webdriver.Chrome, filled: str) -> None:
    shown = text_of(browser, f"{filled}/waiting")
    picture(browser, "waiting")
    assert "odd-1" in shown
    assert "州里的目录没有这个事项" in shown
    assert "认不得的事项" not in shown


def test_what_a_person_must_decide_is_told_with_the_ways_to_decide(
    browser: webdriver.Chrome, filled: str, intake: Intake
) -> None:
    shown = text_of(browser, f"{filled}/decisions")
    picture(browser, "decisions")
    [(device,)] = asked(intake, "SELECT device FROM troubles")
    assert f"mingbai-prefecture decide {device} explained" in shown
    assert "5 号包不是接着收到的 4 号包写的" in shown
    assert "等着 1 个包" in shown
    assert "both-1" in shown
    assert "等州里定" in shown


def test_two_versions_are_laid_beside_each_other_without_what_is_not_public(
    browser: webdriver.Chrome, intake: Intake, county_of: MakeCounty
) -> None:
    first, second = county_of(), county_of()
    told = dibao(intake, "both-1", title="名单一")
    row = dict(told.state[0].values)
    public = next(column for column in public_columns(_form(intake)[0]) if str(column.type) not in SECRET)
    changed = {
        **row,
        public.key: "另一个值",
        **{key: "632524199912319999" for key, value in row.items() if value == SECRET["id_number"]},
    }
    intake.take(first.write(contents(next_revision(told, [row], title="名单二"))))
    intake.take(second.write(contents(next_revision(told, [changed], title="名单三"))))
    [conflict] = waiting(intake)
    with serving(intake) as address:
        assert "对照两个版本" in text_of(browser, f"{address}/decisions")
        browser.find_element(By.LINK_TEXT, "对照两个版本").click()
        picture(browser, "conflict")
        shown, source = browser.find_element(By.TAG_NAME, "body").text, browser.page_source
        assert "标题 名单二 名单三" in shown
        assert f"名单第 1 行，{public.label} {row[public.key]} 另一个值" in shown
        assert "不公开的栏目有 1 处不同" in shown
        assert f"mingbai-prefecture settle {conflict.held.id} theirs" in shown
        for secret in (*SECRET.values(), "632524199912319999", "李春梅"):
            assert secret not in source
        decide(intake, conflict.held.id, Keep.THEIRS, "县里复核过", "卓玛")
        waits = text_of(browser, f"{address}/decisions")
        picture(browser, "decided")
        assert "县里复核过" in waits
        assert "来取" in waits
        assert "卓玛" not in waits
        current(intake, "632299")
        assert "写给下级了" in text_of(browser, f"{address}/decisions")
        assert "县里复核过" in text_of(browser, f"{address}/conflicts/{conflict.held.id}")
        assert "没有这个编号的冲突" in text_of(browser, f"{address}/conflicts/nothing")
        assert "别的版本" in text_of(browser, f"{address}/records/both-1")
        assert len(browser.find_elements(By.LINK_TEXT, "对照")) == 2
        browser.find_elements(By.LINK_TEXT, "对照")[0].click()
        assert "定了" in browser.find_element(By.TAG_NAME, "body").text
        hidden = [
            dibao(intake, "hidden-2", disclosure="on_request", title=title) for title in ("暗一", "暗二")
        ]
        intake.take(first.write(contents(hidden[0])))
        intake.take(second.write(contents(hidden[1])))
        [other] = waiting(intake)
        assert "不主动公开" in text_of(browser, f"{address}/conflicts/{other.held.id}")
        assert "暗" not in browser.page_source


def test_search_finds_public_words_and_never_what_is_not_public(
    browser: webdriver.Chrome, filled: str
) -> None:
    browser.get(filled)
    browser.find_element(By.ID, "q").send_keys("三季度 低保")
    browser.find_element(By.TAG_NAME, "button").click()
    picture(browser, "search")
    browser.find_element(By.LINK_TEXT, "2026年三季度城乡低保对象名单").click()
    picture(browser, "record")
    assert browser.current_url.endswith("/records/dibao-1")
    for hidden in ("不能公开的标题", "632524198001011234", "13897000000", "%", "_"):
        assert "0 条" in text_of(browser, f"{filled}/search?q={hidden.replace('%', '%25')}")


def test_a_record_shows_its_public_columns_alone(
    browser: webdriver.Chrome, filled: str, intake: Intake
) -> None:
    form = form_of(intake.catalogue, _form(intake)[1], _form(intake)[0].code)
    assert form is not None
    shown, source = text_of(browser, f"{filled}/records/dibao-1"), browser.page_source
    public = {column.key for column in public_columns(form)}
    for column in form.roster:
        assert (f"{column.key}值" in shown) == (column.key in public and str(column.type) not in SECRET)
    for secret in (*SECRET.values(), "李春梅"):
        assert secret not in source
    withheld = text_of(browser, f"{filled}/records/hidden-1")
    assert "不主动公开" in withheld
    assert "不能公开的标题" not in browser.page_source
    assert "公开值" not in browser.page_source
    assert "没有这条记录" in text_of(browser, f"{filled}/records/nothing")


def test_what_a_county_wrote_is_text_and_never_markup(
    browser: webdriver.Chrome, intake: Intake, county_of: MakeCounty
) -> None:
    evil = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
    intake.take(county_of().write(contents(story("evil", [], title=evil))))
    with serving(intake) as address:
        shown = text_of(browser, f"{address}/search?q=script")
        assert evil in shown
        assert "taken" not in browser.title
        assert "taken" not in text_of(browser, f"{address}/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")


def test_the_pages_need_nothing_from_outside(browser: webdriver.Chrome, filled: str) -> None:
    browser.get_log("browser")  # what pages of other tests left there
    for place in ("/", "/counties/632299", "/waiting", "/decisions", "/search?q=低保", "/records/dibao-1"):
        browser.get(f"{filled}{place}")
        asked = browser.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
        assert asked
        assert all(name.startswith(filled) for name in asked)
        assert (
            browser.get_log("browser") == []
        )  # nothing blocked by the content security policy, nothing missing


def test_openapi_metrics_and_health_are_told(filled: str, intake: Intake) -> None:
    sender = Sender(filled)
    described = sender.client.get("/openapi.json").json()
    assert {"/files/", "/files/{upload}", "/receipts/{bundle}", "/search"} <= described["paths"].keys()
    assert "回执" in described["paths"]["/receipts/{bundle}"]["get"]["summary"]
    figures = sender.client.get("/metrics").text
    assert "mingbai_records 4" in figures
    assert "mingbai_held_open 2" in figures
    assert sender.client.get("/health").json()["database"] is True
    assert "default-src 'none'" in sender.client.get("/").headers["content-security-policy"]
    sender.client.close()
    with serving(intake, with_pages=False) as address:
        sender = Sender(address)
        assert sender.client.get("/").status_code == 404
        sender.client.close()
    with serving(intake, with_upload=False) as address:
        sender = Sender(address)
        assert sender.create(b"1").status_code == 404
        sender.client.close()
    with connected(intake.url) as connection:
        assert connection.execute("SELECT count(*) FROM bundles").fetchone() == (5,)
