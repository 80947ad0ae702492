#include <stdio.h>

int main(void) {
    puts("Hello from make and C");
    return 0;
}
