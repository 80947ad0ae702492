#include <csignal>
#include <cstdlib>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

// Answers every request with one sentence.
int main() {
    std::signal(SIGTERM, [](int) { std::_Exit(0); });
    const char* wanted = std::getenv("PORT");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(wanted ? std::atoi(wanted) : 7000);
    int door = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
    setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(door, reinterpret_cast<sockaddr*>(&address), sizeof address) || listen(door, 16)) return 1;
    const std::string answer = "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nHello from C++ sockets\n";
    for (char request[4096];;) {
        int visitor = accept(door, nullptr, nullptr);
        if (visitor < 0) continue;
        (void)!read(visitor, request, sizeof request);
        (void)!write(visitor, answer.data(), answer.size());
        close(visitor);
    }
}
