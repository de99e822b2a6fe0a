using Microsoft.Playwright;

namespace NoisyLabels.EndToEnd.Tests.Servers;

/// <summary>The system's Chromium without a window. Screenshots go to <c>artifacts/screenshots</c>.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

    /// <summary>A browser that calls home at each start is slow where there is no network.</summary>
    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser, IPage page) =>
        (_playwright, _browser, Page) = (playwright, browser, page);

    public IPage Page { get; }

    public static async Task<Chromium> StartAsync()
    {
        var program = Programs.FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "Chromium is not installed.");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Args = Arguments,
        });
        var page = await browser.NewPageAsync(new BrowserNewPageOptions
        {
            ViewportSize = new ViewportSize { Width = 1280, Height = 800 },
        });
        page.SetDefaultTimeout((float)TimeSpan.FromMinutes(2).TotalMilliseconds);
        return new Chromium(playwright, browser, page);
    }

    public async Task LogInAsync(Uri labelStudio)
    {
        await Page.GotoAsync(new Uri(labelStudio, "user/login").AbsoluteUri);
        await Page.FillAsync("input[name=email]", RealLabelStudio.User);
        await Page.FillAsync("input[name=password]", RealLabelStudio.Password);
        await Page.ClickAsync("button[type=submit]");
        await Page.WaitForURLAsync(url => !url.Contains("login", StringComparison.Ordinal));
    }

    public Task ScreenshotAsync(string name) => Page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(Testing.SharedData.RepositoryRoot, "artifacts", "screenshots", $"{name}.png"),
    });

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
