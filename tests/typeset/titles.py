"""Made-up titles by script, the same in every run: words and mark-up that papers are full of, in any order."""

from random import Random

VOCABULARY = {
    "Latin": (
        "en",
        "Effects of vitamin D supplementation on insulin resistance in women with polycystic ovary syndrome a randomised "
        "double-blind placebo-controlled trial IL-12 CD8<sup>+</sup> H<sub>2</sub>O<sub>2</sub> <i>Escherichia coli</i> "
        "<i>in vivo</i> p < 0.05 25 mg/kg 5.2 ± 0.3 (n = 4,812) COVID-19: “long” follow-up; case–control and/or TNF-α "
        "year’s &amp; Việt Nam İstanbul naïve Łódź Ångström meta-analysis, systematic review: 2-(dimethylamino)phenol [18F]FDG",
    ),
    "Greek": ("el", "Η επίδραση της βιταμίνης στον καρκίνο του μαστού: τυχαιοποιημένη κλινική δοκιμή (φάση 2) με IL-12 και ΐ ΰ Ώ"),
    "Cyrillic": ("ru", "Влияние витамина на рак молочной железы: рандомизированное исследование (фаза 2) с IL-12 — обзор; ёжик Київ"),
    "Persian": (
        "fa",
        "بررسی تأثیر سلول‌های بنیادی مزانشیمی بر سرطان پستان در بیماران دیابتی: مطالعهٔ مرور نظام‌مند و فراتحلیل «ایران» (۱۴۰۲) "
        "۲۵ درصد 25 mg/kg CD8⁺ BRCA1 RNA-21 <i>in vitro</i> ۱۲٫۵٪ می‌شود؛ آیا؟ مُدَرِّس H<sub>2</sub>O",
    ),
    "Arabic": ("ar", "تأثير الخلايا الجذعية على سرطان الثدي: دراسة (٢٠٢٣) مراجعة منهجية، ٢٥ ملغ IL-12 «القاهرة» هل؟"),
    "Chinese": ("zh", "溶瘤 病毒 （OV） 联合 IL-12 治疗 三阴性 乳腺癌 的 研究 进展 ： 第25期 临床 试验 随机 对照 ， 、 2023年 基因 表达 分析"),
    "Japanese": ("ja", "遺伝子 発現 プロファイル による 乳がん 患者 の 予後 予測 と AI を 用いた 診断 支援 システム 、 開発 「試験」 について"),
    "Mathematics": ("en", "∇²ψ ∝ E in ℝ³ with x ≪ 1 and 𝑝 < 0.05 α ∈ [0, 1] A ⊂ B ∫ ∑ √2 ≠ ∞ ⇌ → λ<sub>max</sub> 10<sup>−6</sup> ±0.5 µm ♀ ♂"),
    "Emoji": ("en", "🧬 Gene 🏥 therapy 👩🏽‍🔬 for 🇮🇷 and 1️⃣ ❤️ 😀 brain 🧠 🦠 virus of 💉"),
}  # fmt: skip

UNSPACED = frozenset({"Chinese", "Japanese"})


def made_up(script: str, count: int) -> list[str]:
    """Return `count` titles of 1 to 48 words in a script."""
    random = Random(f"titles {script}")
    words = VOCABULARY[script][1].split()
    joint = "" if script in UNSPACED else " "
    return [joint.join(random.choice(words) for _ in range(random.randint(1, 48))) for _ in range(count)]
