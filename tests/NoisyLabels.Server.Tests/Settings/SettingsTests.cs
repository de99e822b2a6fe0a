using Microsoft.Extensions.Configuration;
using NoisyLabels.Grains;
using NoisyLabels.Server.Hosting;
using NoisyLabels.Server.Settings;

namespace NoisyLabels.Server.Tests.Settings;

public sealed class SettingsTests
{
    [Fact]
    public void Without_configuration_only_this_machine_is_listened_to()
    {
        var (settings, problems) = Read();
        Assert.Empty(problems);
        Assert.Equal(["http://127.0.0.1:9090"], settings.Urls);
        Assert.Equal(SiloRole.All, settings.Role);
        Assert.Empty(settings.Instances);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once_and_no_secret_with_it()
    {
        var (_, problems) = Read(
            ("NoisyLabels:Role", "both"),
            ("NoisyLabels:Urls", "http://0.0.0.0:9090;nowhere"),
            ("NoisyLabels:PredictSeconds", "1000"),
            ("NoisyLabels:LogJson", "perhaps"),
            ("BASIC_AUTH_PASS", "hunter2"));
        Assert.Equal(6, problems.Count);
        Assert.All(problems, problem => Assert.EndsWith(".", problem, StringComparison.Ordinal));
        Assert.DoesNotContain(problems, problem => problem.Contains("hunter2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://0.0.0.0:9090")]
    [InlineData("http://*:9090")]
    [InlineData("http://192.168.1.5:9090")]
    public void Other_machines_are_listened_to_only_with_a_password_or_when_told_so(string url)
    {
        Assert.Single(Read(("NoisyLabels:Urls", url)).Problems);
        Assert.Empty(Read(("NoisyLabels:Urls", url), ("NoisyLabels:AllowAnyone", "true")).Problems);
        Assert.Empty(Read(("NoisyLabels:Urls", url), ("BASIC_AUTH_USER", "a"), ("BASIC_AUTH_PASS", "b")).Problems);
    }

    [Fact]
    public void The_names_of_Label_Studios_own_tools_fill_the_default_instance()
    {
        var (settings, problems) = Read(
            ("LABEL_STUDIO_HOST", "http://ls.example:8080"),
            ("LABEL_STUDIO_API_KEY", "0123456789abcdef0123456789abcdef01234567"),
            ("NoisyLabels:Instances:team-a:Url", "http://a.example"));
        Assert.Empty(problems);
        Assert.Equal("http://ls.example:8080", settings.Instances["default"].Url);
        Assert.Equal("http://a.example", settings.Instances["team-a"].Url);
    }

    [Fact]
    public async Task Wrong_settings_end_with_exit_code_2()
    {
        var code = await ServerHost.RunAsync(
            new ServerSettings { Urls = ["nowhere"] }, TestContext.Current.CancellationToken);
        Assert.Equal(2, code);
    }

    private static (ServerSettings Settings, IReadOnlyList<string> Problems) Read(
        params (string Key, string Value)[] pairs) =>
        SettingsReader.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(pairs.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .Build());
}
