# Counts the letters of a text.
text = ENV.fetch("REPORT_TEXT", "seven letters in all")

puts "report counted #{text.scan(/[a-z]/).length} letters in Ruby #{RUBY_VERSION[/\A\d/]}"
