using Greeter.Core;
using Xunit;

public class GreetingTests
{
    [Fact]
    public void NamesWhoIsGreeted() => Assert.Equal("Hello from you", Greeting.For("you"));
}
