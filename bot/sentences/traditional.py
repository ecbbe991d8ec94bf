"""Every sentence in Chinese as it is written in Taiwan."""

SENTENCES = {
    "question": "問題",
    "topic": "對比話題",
    "not_answered": "這些文字稿沒有回答這個問題。",
    "nearest": "以下只是最接近的段落,並非答案:",
    "ask_otherwise": "可以換個說法再問,或用 /sources 看看這裡有什麼。",
    "unknown": "說話人不明",
    "narration": "敘述文字",
    "quoted": "{name}(文中引述)",
    "line": "第 {line} 行",
    "open": "開啟來源",
    "context": "上下文",
    "context_n": "上下文 {number}",
    "more": "更多",
    "another": "再來一則",
    "context_of": "上下文:{name}",
    "same_speaker": "請選兩個不同的人,這裡兩次都是{name}。",
    "speaker_gone": "資料庫裡已經沒有這個人了。",
    "no_more": "沒有更多段落了。",
    "no_quote": "這裡沒有適合單獨引用的話。",
    "not_addressed": "在這些文字稿裡,{name}沒有談過這個話題。",
    "ad": "贊助口播",
    "speakers": "這裡能聽到誰",
    "sources": "文字稿",
    "empty": "這裡還沒有文字稿。",
    "and_more": "……還有 {count} 個",
    "ask_me": "提及我並附上問題,或使用 /ask。",
    "busy": "出了點問題,已記錄,編號 {reference}。",
    "library_busy": "資料庫正在整理,請過一會兒再問。",
    "library_unavailable": "資料庫暫時無法使用,執行本機器人的人可以在日誌裡看到原因。",
    "unknown_speaker": "這裡沒有叫「{name}」的說話人。",
    "unknown_source": "這裡沒有叫「{name}」的來源。",
    "did_you_mean": "您是指 {names} 嗎?",
    "or": " 或 ",
    "unknown_passage": "這段話已不在資料庫中。",
    "empty_question": "請至少輸入一個字。",
    "question_too_long": "問題請不要超過 {limit} 個字元,這一則有 {length} 個。",
    "help_title": "Verbatim 只引用人們真正說過的話",
    "help": (
        "**/ask** 用原話回答問題;可以限定 `speaker`(說話人)或 `source`(來源)。\n"
        "**/quote** 隨機抽取一句話,可以限定 `speaker` 或 `topic`(話題)。\n"
        "**/compare** 把兩個人對同一話題的原話並列。\n"
        "**/speakers** 和 **/sources** 列出資料庫裡的人和文字稿。\n"
        "**/privacy** 說明保存了什麼。\n\n"
        "也可以直接提及我並提問。每段引文都一字不差;按鈕會顯示它前後的內容。文字稿裡沒有答案時,我會直說。"
    ),
    "privacy_title": "隱私",
    "privacy": (
        "除了發給 Discord 的訊息,沒有任何資料離開執行本機器人的機器。沒有語言模型,也沒有其他服務。\n"
        "只讀取提及本機器人的訊息。問題不會被保存,不寫入磁碟,也不寫入日誌。\n"
        "保存的只有匯入的文字稿及其索引,以及每個頻道裡 /quote 已經展示過哪些引文。"
    ),
}
