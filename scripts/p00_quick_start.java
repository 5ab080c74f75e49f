// # 0 · Quick start: a first thread, a first picture
