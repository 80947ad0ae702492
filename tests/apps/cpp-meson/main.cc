#include <iostream>
#include <zlib.h>

int main() {
    std::cout << "Hello from Meson with zlib " << zlibVersion() << std::endl;
}
