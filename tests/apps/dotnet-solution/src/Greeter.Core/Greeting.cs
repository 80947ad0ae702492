namespace Greeter.Core;

public static class Greeting
{
    public static string For(string whom) => $"Hello from {whom}";
}
