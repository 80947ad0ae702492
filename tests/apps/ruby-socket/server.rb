require "socket"

server = TCPServer.new("0.0.0.0", ENV.fetch("PORT", "8080").to_i)

loop do
  client = server.accept
  path = client.gets.to_s.split[1].to_s
  while (line = client.gets) && line != "\r\n"; end
  body = "Hello from Ruby's own sockets at #{path}"
  client.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: #{body.bytesize}\r\nConnection: close\r\n\r\n#{body}")
  client.close
end
