import com.adobe.testing.s3mock.S3MockApplication;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

/** Starts S3Mock with its second connector on the loopback interface too, which none of its settings can do. */
final class S3MockOnLoopback {
  public static void main(String[] args) {
    BeanPostProcessor onLoopback =
        new BeanPostProcessor() {
          @Override
          public Object postProcessAfterInitialization(Object bean, String name) {
            if (bean instanceof TomcatServletWebServerFactory factory) {
              factory
                  .getAdditionalConnectors()
                  .forEach(connector -> connector.setProperty("address", "127.0.0.1"));
            }
            return bean;
          }
        };
    new SpringApplicationBuilder(S3MockApplication.class)
        .initializers(context -> context.getBeanFactory().addBeanPostProcessor(onLoopback))
        .run(args);
  }
}
