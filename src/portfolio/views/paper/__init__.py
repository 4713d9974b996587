"""What a paper says: measures' answers in, headings, sentences, charts and tables out."""
