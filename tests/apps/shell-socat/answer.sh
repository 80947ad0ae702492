while read -r line && [ "${#line}" -gt 1 ]; do :; done
body='Hello from a script that listens'
printf 'HTTP/1.0 200 OK\r\nContent-Length: %s\r\n\r\n%s' "${#body}" "$body"
